"""Flask-WTF's protection against forged forms; a token that was checked once is known again.

Unsigning a token costs as much as a query. The pair of a token and the secret of
its session always gets the same answer, for tokens have no time limit here, so the
pairs found good are remembered. Over TLS the referrer is looked at every time.
"""

from flask import g, request, session
from flask_wtf.csrf import CSRFProtect, same_origin

from lms.core.recent import Recent
from lms.core.requests import itself

AT_MOST = 2000
signed = Recent[str, str](5000)  # a session's secret and a token of it, for the next page


class Tokens(CSRFProtect):
    def __init__(self) -> None:
        super().__init__()
        self._good = Recent[tuple[str | None, str | None], bool](AT_MOST)

    def protect(self, apply_exemptions: bool = False) -> None:
        asked, here = itself(request), itself(g)
        pair = asked.form.get("csrf_token") or self._get_csrf_token(), session.get("csrf_token")
        from_here = not asked.is_secure or same_origin(asked.referrer or "", f"https://{asked.host}/")
        if pair in self._good and from_here:
            here.csrf_valid = True
            return
        super().protect(apply_exemptions)  # raises where the token or the referrer is wrong
        token, secret = pair
        if token and secret and "csrf_valid" in here:  # a method it does not know, such as TRACE, shows none
            self._good[pair] = True
            signed[secret] = token
