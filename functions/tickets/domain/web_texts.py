"""What the web form says, in the languages it speaks."""

from collections.abc import Mapping, Sequence

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "name": "Your name",
        "email": "Your e-mail address",
        "subject": "Subject",
        "description": "How can we help?",
        "send": "Send",
        "required": "required",
        "leave empty": "Leave this empty",
        "faults": "Please look at these again:",
        "thanks": "Thank you. We have received your message.",
        "number": "Its number is {number}.",
        "missing": "is needed",
        "too fast": "That was very quick. Please send it once more.",
        "too old": "This page was open for too long. Please send it once more.",
        "too many": "There were many messages from here. Please try again later.",
        "choose": "Please choose",
        "wrong": "is not what is asked for",
    },
    "zh-CN": {
        "name": "您的姓名",
        "email": "您的电子邮箱",
        "subject": "主题",
        "description": "我们能帮您什么？",
        "send": "提交",
        "required": "必填",
        "leave empty": "请勿填写此栏",
        "faults": "请检查以下内容：",
        "thanks": "谢谢，我们已收到您的信息。",
        "number": "受理编号：{number}。",
        "missing": "不能为空",
        "too fast": "提交过快，请再提交一次。",
        "too old": "页面打开时间过长，请再提交一次。",
        "too many": "来自此处的信息过多，请稍后再试。",
        "choose": "请选择",
        "wrong": "填写有误",
    },
}
DEFAULT = "en"


def spoken(asked: str | None, accepted: str | None, known: Sequence[str]) -> str:
    """The language of a page: the one that is asked for, else the first of Accept-Language, of those `known`.

    `accepted` is the header (RFC 9110, section 12.5.4); a language matches its own kinds, `zh` as well as `zh-CN`.
    """
    wanted = [asked] if asked else []
    ranked = [each.partition(";") for each in (accepted or "").split(",")]
    wanted += [tag.strip() for tag, _, weight in sorted(ranked, key=lambda each: -_weight(each[2]))]
    for tag in wanted:
        for language in known:
            if tag and language.partition("-")[0].casefold() == tag.partition("-")[0].casefold():
                return language
    return known[0]


def _weight(said: str) -> float:
    number = said.strip().removeprefix("q=")
    try:
        return float(number) if number else 1.0
    except ValueError:
        return 0.0
