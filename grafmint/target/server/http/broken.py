"""Why there is no reply: the exceptions of the HTTP library and of the system, told for people.

Their own texts are left behind: they show requests and the addresses of proxies, and with them passwords.
"""

import socket
import ssl
from collections.abc import Iterator

from grafmint.target.server.http.reply import Broken
from grafmint.target.server.http.retry import Fault

_ADDRESS = "see that the server runs, and that url is its address in grafmint.toml"
_TIMEOUT = "see that the server is well, or give it more time with timeout in grafmint.toml"
_PROXY = "see HTTP_PROXY, HTTPS_PROXY and NO_PROXY in the environment"
_CA = "trust the authority of its certificate with tls = { ca = … } in grafmint.toml"
_TLS = "see whether url is http or https, and tls in grafmint.toml"
# Where TLS 1.3 is spoken, who comes without a certificate may hear no more than that.
_CLOSED = (
    "see that the server runs and what its log says; where it asks for a certificate, "
    "write tls = { cert = …, key = … } in grafmint.toml"
)
_CLIENT = "give grafmint a certificate with tls = { cert = …, key = … } in grafmint.toml"


def broken(error: Exception, timeout: float) -> Broken:
    """What an exception of an attempt means; one that is not known is final."""
    causes = list(_causes(error))
    return (
        _trust(causes)
        or _connection(causes, timeout)
        or _loss(causes, timeout)
        or Broken(fault=Fault.HOPELESS, reason=f"the request failed ({type(error).__name__})", hint=_ADDRESS)
    )


def _causes(error: object) -> Iterator[BaseException]:
    """The exception and those in it: the library hands them on as arguments, reasons and causes."""
    ahead, seen = [error], set()
    while ahead:
        each = ahead.pop(0)
        if isinstance(each, BaseException) and id(each) not in seen:
            seen.add(id(each))
            yield each
            ahead += [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]


def _trust(causes: list[BaseException]) -> Broken | None:
    """The two did not agree on how to be safe; nothing was sent that the server has read."""
    for error in causes:
        if isinstance(error, ssl.SSLCertVerificationError):
            reason = f"its certificate is not trusted: {error.verify_message}"
            return Broken(fault=Fault.HOPELESS, reason=reason, hint=_CA)
        if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
            words = (error.reason or "unknown reason").replace("_", " ").lower()
            hint = _CLIENT if "certificate required" in words else _TLS
            return Broken(fault=Fault.HOPELESS, reason=f"no safe connection: {words}", hint=hint)
    return None


def _connection(causes: list[BaseException], timeout: float) -> Broken | None:
    """There was no connection: nothing was sent."""
    from niquests.exceptions import ConnectTimeout, InvalidSchema, ProxyError
    from niquests.packages import urllib3

    for error in causes:
        if isinstance(error, ProxyError):
            reason = f"the proxy gives no connection{_words(causes)}"
            return Broken(fault=Fault.UNSENT, reason=reason, hint=_PROXY)
        if isinstance(error, InvalidSchema):
            return Broken(fault=Fault.HOPELESS, reason="the proxy is of a kind that cannot be used", hint=_PROXY)
        if isinstance(error, socket.gaierror):
            return Broken(fault=Fault.UNSENT, reason="the name of its host is not known", hint=_ADDRESS)
        if isinstance(error, ConnectTimeout):
            return Broken(fault=Fault.UNSENT, reason=f"no connection within {timeout:g} s", hint=_ADDRESS)
    if any(isinstance(error, urllib3.exceptions.NewConnectionError) for error in causes):
        return Broken(fault=Fault.UNSENT, reason=f"no connection{_words(causes)}", hint=_ADDRESS)
    return None


def _loss(causes: list[BaseException], timeout: float) -> Broken | None:
    """The connection broke, or the time was up: the server may have done what was asked."""
    from niquests import exceptions
    from niquests.packages import urllib3

    late = (exceptions.Timeout, urllib3.exceptions.TimeoutError, TimeoutError)
    lost = (
        exceptions.ConnectionError,
        exceptions.ChunkedEncodingError,
        exceptions.ContentDecodingError,
        urllib3.exceptions.HTTPError,
        ConnectionError,
    )
    if any(isinstance(error, late) for error in causes):
        return Broken(fault=Fault.LOST, reason=f"no answer within {timeout:g} s", hint=_TIMEOUT)
    if any(isinstance(error, lost) for error in causes):
        return Broken(fault=Fault.LOST, reason="the connection was closed before the answer was there", hint=_CLOSED)
    return None


def _words(causes: list[BaseException]) -> str:
    """The system's own word for the innermost cause, if it has one."""
    told = [error.strerror for error in causes if isinstance(error, OSError) and error.errno and error.strerror]
    return f": {told[-1].lower()}" if told else ""
