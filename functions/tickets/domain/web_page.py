"""The web form as a page: plain HTML that needs no script, reads well aloud and fits a telephone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;"
    "background:#fff}label{display:block;margin:1rem 0 .25rem;font-weight:600}"
    "input,select,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #767676;"
    "border-radius:.25rem}input[type=checkbox]{width:auto}textarea{min-height:9rem}"
    "button{font:inherit;margin-top:1.5rem;padding:.6rem 1.4rem;border:0;border-radius:.25rem;background:#0b57d0;"
    "color:#fff}.trap{position:absolute;left:-9999px}.faults{border:2px solid #b3261e;padding:.5rem 1rem}"
    ":focus{outline:3px solid #0b57d0;outline-offset:2px}"
)
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'self' https:"
)
TRAP = "website"  # people do not see this field; programs that fill everything in do


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of the form. `kind` is text, long, email, number, date, choice or boolean; `choices` of a choice."""

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A form in a language: its title, what stands above it, its fields, and what it says besides (`web_texts`)."""

    language: str
    title: str
    intro: str
    fields: tuple[Asked, ...]
    texts: Mapping[str, str]


def form(page: Page, hidden: Mapping[str, str], values: Mapping[str, str], faults: Sequence[tuple[str, str]]) -> str:
    """The page to fill in; after a submission that was refused with what was `values` and why (field's label, reason).

    Whatever a tenant or a visitor wrote is escaped.
    """
    inner = "".join(_field(each, values.get(each.name, ""), page.texts) for each in page.fields)
    kept = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(said)}">' for name, said in hidden.items()
    )
    trap = (
        f'<div class="trap" aria-hidden="true"><label for="{TRAP}">{escape(page.texts["leave empty"])}</label>'
        f'<input id="{TRAP}" name="{TRAP}" tabindex="-1" autocomplete="off"></div>'
    )
    send = f'<button type="submit">{escape(page.texts["send"])}</button>'
    body = f'{_faults(faults, page.texts)}<form method="post" accept-charset="utf-8">{kept}{inner}{trap}{send}</form>'
    return _document(page, f"<p>{escape(page.intro)}</p>{body}" if page.intro else body)


def thanks(page: Page, number: str) -> str:
    """The page that says that the message has come."""
    said = escape(page.texts["number"].format(number=number))
    return _document(page, f'<p role="status">{escape(page.texts["thanks"])} {said}</p>')


def sorry(page: Page, reason: str) -> str:
    """The page that says why nothing more is taken."""
    return _document(page, f'<p role="alert">{escape(reason)}</p>')


def _document(page: Page, body: str) -> str:
    title = escape(page.title)
    return (
        f'<!doctype html><html lang="{escape(page.language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )


def _faults(faults: Sequence[tuple[str, str]], texts: Mapping[str, str]) -> str:
    if not faults:
        return ""
    lines = "".join(f"<li>{escape(f'{label}: {reason}' if label else reason)}</li>" for label, reason in faults)
    return f'<div class="faults" role="alert"><p>{escape(texts["faults"])}</p><ul>{lines}</ul></div>'


def _field(asked: Asked, value: str, texts: Mapping[str, str]) -> str:
    name, mark = escape(asked.name), f" ({escape(texts['required'])})" if asked.required else ""
    needed = " required" if asked.required and asked.kind != "boolean" else ""
    label = f'<label for="{name}">{escape(asked.label)}{mark}</label>'
    return label + _input(asked, f'id="{name}" name="{name}"{needed}', value, texts)


def _input(asked: Asked, head: str, value: str, texts: Mapping[str, str]) -> str:
    if asked.kind == "long":
        return f"<textarea {head}>{escape(value)}</textarea>"
    if asked.kind == "boolean":
        return f'<input type="checkbox" {head} value="true"{" checked" if value == "true" else ""}>'
    if asked.kind == "choice":
        first = f'<option value="">{escape(texts["choose"])}</option>'
        options = "".join(
            f'<option value="{escape(each)}"{" selected" if each == value else ""}>{escape(each)}</option>'
            for each in asked.choices
        )
        return f"<select {head}>{first}{options}</select>"
    kind = asked.kind if asked.kind in ("email", "date") else "text"
    mode = ' inputmode="decimal"' if asked.kind == "number" else ""
    return f'<input type="{kind}" {head}{mode} value="{escape(value)}">'
