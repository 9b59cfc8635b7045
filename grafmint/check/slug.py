"""Slug: what Grafana keeps of a title in addresses, and compares titles by.

Source: https://github.com/grafana/grafana/blob/v9.4.0/pkg/infra/slugify/slugify.go
"""

import re

_WRITTEN = {
    "-": "ъь", "C": "ץ", "a": "àáâäåāăąǎǻаאảãạắằẳẵặấầẩẫậ", "b": "бב", "c": "©çćĉċčцצ", "d": "ďđдד",
    "e": "èéêëēĕėęěəеєעẻẽẹếềểễệ", "f": "ƒф", "g": "ĝğġģгґג", "h": "ĥħхהח", "i": "ìíîïĩīĭįıǐиіїיỉị", "j": "ĵй",
    "k": "ķĸкךכ", "l": "ĺļľŀłлל", "m": "мםמ", "n": "ńņňŉŋнןנ", "o": "òóôõöøōŏőơǒǿоỏọốồổỗộớờởỡợ", "p": "þпףפ",
    "q": "ק", "r": "®ŕŗřрר", "s": "śŝşšсס", "t": "ţťŧтטת", "u": "ùúûũūŭůűųưǔǖǘǚǜуủụứừửữự", "v": "вו", "w": "ŵש",
    "y": "ýÿŷыỳỷỹỵ", "z": "źżžſзז", "ae": "æǽ", "at": "@", "ch": "ч", "ij": "ĳ", "ja": "я", "je": "э", "jo": "ё",
    "ju": "ю", "oe": "œ", "sh": "ш", "ss": "ß", "tm": "™", "ue": "ü", "zh": "ж", "and": "&", "sch": "щ",
}  # fmt: skip
_LATIN = str.maketrans({letter: latin for latin, letters in _WRITTEN.items() for letter in letters})
_OTHER = re.compile(rf"[^a-z0-9{''.join(map(chr, _LATIN))}]+")


def slug(title: str) -> str:
    """What Grafana compares of a title; one of which it keeps nothing stands for itself."""
    # Go has one small letter for each capital one, where Python may have two.
    lowered = "".join(letter.lower()[0] for letter in title)
    return _OTHER.sub("-", lowered).translate(_LATIN).strip("-") or title
