"""The units: Grafana's ids and what stands beside a number in each.

Source: https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#unit
"""

from collections.abc import Mapping
from typing import Final

#: A symbol behind the number, whatever its size.
SYMBOLS: Final[Mapping[str, str]] = {
    "humidity": "%H", "dB": "dB", "pixel": "px", "accMS2": "m/sec²", "accFS2": "f/sec²", "accG": "g",
    "degree": "°", "radian": "rad", "grad": "grad", "arcmin": "arcmin", "arcsec": "arcsec", "areaM2": "m²",
    "areaF2": "ft²", "areaMI2": "mi²", "ppm": "ppm", "conppb": "ppb", "conngm3": "ng/m³", "conngNm3": "ng/Nm³",
    "conμgm3": "μg/m³", "conμgNm3": "μg/Nm³", "conmgm3": "mg/m³", "conmgNm3": "mg/Nm³", "congm3": "g/m³",
    "congNm3": "g/Nm³", "conmgdL": "mg/dL", "conmmolL": "mmol/L", "Wm2": "W/m²", "flowgpm": "gpm", "flowcms": "cms",
    "flowcfs": "cfs", "flowcfm": "cfm", "litreh": "L/h", "flowlpm": "L/min", "flowmlpm": "mL/min", "lux": "lux",
    "masslb": "lb", "masst": "t", "lengthin": "in", "lengthft": "ft", "lengthmi": "mi", "pressurehpa": "hPa",
    "pressurekpa": "kPa", "pressurehg": '"Hg', "rotrpm": "rpm", "rotrads": "rad/s", "rotdegs": "°/s", "celsius": "°C",
    "fahrenheit": "°F", "kelvin": "K", "velocityms": "m/s", "velocitykmh": "km/h", "velocitymph": "mph",
    "velocityknot": "kn", "m3": "m³", "Nm3": "Nm³", "dm3": "dm³", "gallons": "gal", "acres": "ac", "hectares": "ha",
}  # fmt: skip

#: What is counted, in thousands and millions.
COUNTED: Final[Mapping[str, str]] = {
    "cps": "c/s", "ops": "ops/s", "reqps": "req/s", "rps": "rd/s", "wps": "wr/s", "iops": "io/s", "cpm": "c/m",
    "opm": "ops/m", "rpm": "rd/m", "wpm": "wr/m", "eps": "evt/s", "mps": "msg/s", "recps": "rec/s",
    "rowsps": "rows/s", "reqpm": "req/m", "epm": "evts/m", "mpm": "msgs/m", "recpm": "rec/m", "rowspm": "rows/m",
}  # fmt: skip

#: A unit with SI prefixes, and how many steps of a thousand above the bare unit the number is given in.
SI: Final[Mapping[str, tuple[str, int]]] = {
    "flops": ("FLOPS", 0), "mflops": ("FLOPS", 2), "gflops": ("FLOPS", 3), "tflops": ("FLOPS", 4),
    "pflops": ("FLOPS", 5), "eflops": ("FLOPS", 6), "zflops": ("FLOPS", 7), "yflops": ("FLOPS", 8),
    "decbytes": ("B", 0), "decbits": ("b", 0), "deckbytes": ("B", 1), "decmbytes": ("B", 2), "decgbytes": ("B", 3),
    "dectbytes": ("B", 4), "decpbytes": ("B", 5), "pps": ("p/s", 0), "Bps": ("B/s", 0), "bps": ("b/s", 0),
    "KBs": ("B/s", 1), "Kbits": ("b/s", 1), "MBs": ("B/s", 2), "Mbits": ("b/s", 2), "GBs": ("B/s", 3),
    "Gbits": ("b/s", 3), "TBs": ("B/s", 4), "Tbits": ("b/s", 4), "PBs": ("B/s", 5), "Pbits": ("b/s", 5),
    "watt": ("W", 0), "kwatt": ("W", 1), "megwatt": ("W", 2), "gwatt": ("W", 3), "mwatt": ("W", -1),
    "voltamp": ("VA", 0), "kvoltamp": ("VA", 1), "voltampreact": ("VAr", 0), "kvoltampreact": ("VAr", 1),
    "watth": ("Wh", 0), "watthperkg": ("Wh/kg", 0), "kwatth": ("Wh", 1), "kwattm": ("W-Min", 1), "amph": ("Ah", 0),
    "kamph": ("Ah", 1), "mamph": ("Ah", -1), "joule": ("J", 0), "ev": ("eV", 0), "amp": ("A", 0), "kamp": ("A", 1),
    "mamp": ("A", -1), "volt": ("V", 0), "kvolt": ("V", 1), "mvolt": ("V", -1), "dBm": ("dBm", 0), "ohm": ("Ω", 0),
    "kohm": ("Ω", 1), "Mohm": ("Ω", 2), "farad": ("F", 0), "µfarad": ("F", -2), "nfarad": ("F", -3),
    "pfarad": ("F", -4), "ffarad": ("F", -5), "henry": ("H", 0), "mhenry": ("H", -1), "µhenry": ("H", -2),
    "lumens": ("Lm", 0), "forceNm": ("Nm", 0), "forcekNm": ("Nm", 1), "forceN": ("N", 0), "forcekN": ("N", 1),
    "Hs": ("H/s", 0), "KHs": ("H/s", 1), "MHs": ("H/s", 2), "GHs": ("H/s", 3), "THs": ("H/s", 4), "PHs": ("H/s", 5),
    "EHs": ("H/s", 6), "massmg": ("g", -1), "massg": ("g", 0), "masskg": ("g", 1), "lengthmm": ("m", -1),
    "lengthm": ("m", 0), "lengthkm": ("m", 1), "pressurembar": ("bar", -1), "pressurebar": ("bar", 0),
    "pressurekbar": ("bar", 1), "pressurepa": ("Pa", 0), "radbq": ("Bq", 0), "radci": ("Ci", 0), "radgy": ("Gy", 0),
    "radrad": ("rad", 0), "radsv": ("Sv", 0), "radmsv": ("Sv", -1), "radusv": ("Sv", -2), "radrem": ("rem", 0),
    "radexpckg": ("C/kg", 0), "radr": ("R", 0), "radsvh": ("Sv/h", 0), "radmsvh": ("Sv/h", -1),
    "radusvh": ("Sv/h", -2), "rothz": ("Hz", 0), "hertz": ("Hz", 0), "mlitre": ("L", -1), "litre": ("L", 0),
    "sishort": ("", 0), "rotkhz": ("Hz", 1), "rotmhz": ("Hz", 2), "rotghz": ("Hz", 3), "mwatth": ("Wh", 2),
    "mohm": ("Ω", -1), "candela": ("cd", 0),
}  # fmt: skip

#: The same in steps of 1024.
BINARY: Final[Mapping[str, tuple[str, int]]] = {
    "bytes": ("B", 0), "bits": ("b", 0), "kbytes": ("B", 1), "mbytes": ("B", 2), "gbytes": ("B", 3),
    "tbytes": ("B", 4), "pbytes": ("B", 5), "binBps": ("B/s", 0), "binbps": ("b/s", 0), "KiBs": ("B/s", 1),
    "Kibits": ("b/s", 1), "MiBs": ("B/s", 2), "Mibits": ("b/s", 2), "GiBs": ("B/s", 3), "Gibits": ("b/s", 3),
    "TiBs": ("B/s", 4), "Tibits": ("b/s", 4), "PiBs": ("B/s", 5), "Pibits": ("b/s", 5),
}  # fmt: skip

#: Money whose sign stands before the number.
CURRENCIES: Final[Mapping[str, str]] = {
    "currencyUSD": "$", "currencyGBP": "£", "currencyEUR": "€", "currencyJPY": "¥", "currencyRUB": "₽",
    "currencyUAH": "₴", "currencyBRL": "R$", "currencyCZK": "czk", "currencyCHF": "CHF", "currencyPLN": "PLN",
    "currencyBTC": "฿", "currencymBTC": "mBTC", "currencyμBTC": "μBTC", "currencyZAR": "R", "currencyINR": "₹",
    "currencyKRW": "₩", "currencyIDR": "Rp", "currencyPHP": "PHP", "currencyMYR": "RM", "currencyXPF": "XPF",
    "currencyBGN": "BGN", "currencyPYG": "₲", "currencyUYU": "UYU", "currencyILS": "₪",
}  # fmt: skip

#: Money whose sign stands behind it.
CURRENCIES_BEHIND: Final[Mapping[str, str]] = {
    "currencyDKK": "kr", "currencyISK": "kr", "currencyNOK": "kr", "currencySEK": "kr", "currencyVND": "đ",
    "currencyTRY": "₺",
}  # fmt: skip

#: The words for true and for false.
TRUTHS: Final[Mapping[str, tuple[str, str]]] = {
    "bool": ("True", "False"),
    "bool_yes_no": ("Yes", "No"),
    "bool_on_off": ("On", "Off"),
}
