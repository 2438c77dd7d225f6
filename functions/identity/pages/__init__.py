"""The log-in page: small, ours alone, in English and Chinese."""

import secrets
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from onestop.http import Answer

HTML = "text/html; charset=utf-8"
HERE = Path(__file__).parent
LOGIN, REFUSAL = (Template((HERE / name).read_text("utf-8")) for name in ("login.html", "refusal.html"))

TEXTS = {
    "en": {
        "title": "Log in to OneStop",
        "workspace": "Workspace",
        "email": "E-mail address",
        "password": "Password",
        "submit": "Log in",
        "failed": "That did not work. Check the workspace, the e-mail address and the password; after several "
        "failures, wait a few minutes before you try again.",
        "refused": "This link cannot be used to log in: the application that sent you here is not known, or asks for "
        "an answer at an address that is not registered. Go back and start again.",
    },
    "zh-CN": {
        "title": "登录 OneStop",
        "workspace": "工作区",
        "email": "电子邮箱",
        "password": "密码",
        "submit": "登录",
        "failed": "登录未成功。请检查工作区、邮箱和密码；如果多次失败，请等待几分钟后再试。",
        "refused": "无法通过此链接登录：来源应用未知，或其回调地址未注册。请返回并重新开始。",
    },
}


def login(languages: str, leads_to: str, typed: dict[str, str] | None = None) -> Answer:
    """The page with the form; with what was typed and a message after a failure, and then with status 401."""
    said = _said(languages)
    alert = f'<p role="alert" id="failed">{escape(said["failed"])}</p>' if typed else ""
    kept = {f"typed_{name}": escape((typed or {}).get(name, "")) for name in ("workspace", "email")}
    return _page(LOGIN, 401 if typed else 200, f"'self' {leads_to}", {**said, **kept, "alert": alert})


def refusal(languages: str) -> Answer:
    """The page for somebody who cannot be sent back to where he came from."""
    return _page(REFUSAL, 400, "'none'", _said(languages))


def _said(languages: str) -> dict[str, str]:
    """The texts in the first language of Accept-Language that we have, their order taken for their rank."""
    wanted = (part.split(";")[0].strip().lower()[:2] for part in languages.split(","))
    language = next(({"zh": "zh-CN", "en": "en"}[each] for each in wanted if each in ("zh", "en")), "en")
    return {"language": language, **TEXTS[language]}


def _page(template: Template, status: int, form_action: str, texts: dict[str, Any]) -> Answer:
    nonce = secrets.token_urlsafe(16)
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; form-action {form_action}; frame-ancestors 'none'; "
        "base-uri 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Content-Language": texts["language"],
        "Vary": "Accept-Language",
    }
    return Answer(status, template.substitute(texts, nonce=nonce), headers, HTML)
