"""Which text the bytes of a file are. A strict decode either fits or fails, so the order of trying is the rule."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_COMMON_SHARE = 0.8


class NoText(ValueError):
    """The bytes are no text that this reads; the message says what to try."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding. Raises NoText.

    `encoding` decides when given. Else a byte order mark decides, then UTF-8, then GB18030 (of which GBK is a part)
    where that gives everyday Chinese, then Windows-1252.
    """
    if encoding:
        return _as_told(data, encoding), encoding
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, codec, name), name
    return _unmarked(data)


def _as_told(data: bytes, encoding: str) -> str:
    try:
        return _strictly(data, encoding, encoding)
    except LookupError as unknown:
        raise NoText(f"{encoding} is no encoding; try utf-8, gb18030, big5, shift_jis or cp1252.") from unknown


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as broken:
        raise NoText(f"Not {name}: byte {broken.start} does not fit. Say which it is with --encoding.") from broken


def _unmarked(data: bytes) -> tuple[str, str]:
    for codec, name, fits in (
        ("utf-8", "UTF-8", lambda text: True),
        ("gb18030", "GB18030 (GBK)", _is_everyday_chinese),
        ("cp1252", "Windows-1252", lambda text: True),
    ):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if fits(text):
            return text, name
    raise NoText("The encoding of the file cannot be told. Say which with --encoding, for instance big5 or shift_jis.")


def _is_everyday_chinese(text: str) -> bool:
    """Western text read as GB18030 gives characters too, but rare ones, which the older GB2312 does not have."""
    foreign = [char for char in text if not char.isascii()]
    common = sum(1 for char in foreign if _in_gb2312(char))
    return common >= _COMMON_SHARE * len(foreign)


def _in_gb2312(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False
