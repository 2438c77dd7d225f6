"""What customers ask: questions of our own, or those of a file."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

LONGEST = 2000  # characters of a question
TEXTS, TOPICS = ("text", "sentence", "question", "utterance"), ("category", "label", "intent", "topic")
OURS: dict[str, tuple[str, ...]] = {
    "delivery": (
        "Where is my parcel? It was due on Monday.", "The courier left my lamp with a neighbour I do not have.",
        "Can you deliver to my office instead?", "我的包裹显示已签收，但我没有收到。", "能改成周六送货吗？",
        "How long does delivery to the islands take?",
    ),
    "returns": (
        "The chair does not fit under my desk. How do I send it back?", "You sent me the wrong colour.",
        "收到的杯子碎了一只，怎么退换？", "Is the return free of charge?", "退货的邮费由谁承担？",
        "I sent the rug back two weeks ago and have heard nothing.",
    ),
    "payments": (
        "I was charged twice for one order.", "My card was declined, but the money is gone.",
        "请问可以开增值税发票吗？", "When do I get my refund?", "支付宝付款一直失败。",
        "Can I still pay this invoice by bank transfer?",
    ),
    "orders": (
        "I ordered two sofas by mistake. Please cancel one.", "Can I add a cushion to the order I placed an hour ago?",
        "下单后怎么修改收货地址？", "My order has said 'confirmed' for five days.", "订单可以分批发货吗？",
        "Do you still have the oak table in stock?",
    ),
    "account": (
        "I cannot log in: the code never arrives.", "Please change my e-mail address.", "怎么注销我的账户？",
        "Somebody else seems to use my account.", "我忘记密码了，手机号也换了。",
        "Please stop sending me the newsletter.",
    ),
    "assembly": (
        "Two screws are missing from the wardrobe.", "Which way round does the left door go?",
        "说明书第四步看不懂。", "The drawer does not close any more.", "可以预约师傅上门安装吗？",
        "Do you have the manual as a file?",
    ),
}  # fmt: skip
SKILLS = tuple(OURS)


class NoQuestions(Exception):
    """The file has no questions that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks: its text, what it is about, its language, and the skill that it takes."""

    text: str
    topic: str
    language: str
    skill: str


def questions(file: Path | None) -> list[Question]:
    """All questions, of a CSV file with a column for the text and one for what it is about, or our own.

    The topics of a file are spread over the skills, each always to the same. Raises NoQuestions.
    """
    if file is None:
        return [_question(text, skill, skill) for skill, texts in OURS.items() for text in texts]
    found = [_question(text, topic, SKILLS[crc32(topic.encode()) % len(SKILLS)]) for text, topic in _rows(file)]
    if not found:
        raise NoQuestions(f"{file} holds no question.")
    return found


def _question(text: str, topic: str, skill: str) -> Question:
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in text)
    return Question(text[:LONGEST], topic[:100], "zh-CN" if chinese else "en", skill)


def _rows(file: Path) -> list[tuple[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            text, topic = (_column(reader.fieldnames or (), names, file) for names in (TEXTS, TOPICS))
            said = [((row[text] or "").strip(), (row[topic] or "").strip()) for row in reader]
    except (UnicodeDecodeError, csv.Error) as failure:
        raise NoQuestions(f"{file} is no CSV file in UTF-8: {failure}") from failure
    return [(words, about or "other") for words, about in said if words]


def _column(there: Sequence[str], names: Sequence[str], file: Path) -> str:
    for name in there:
        if name.strip().casefold() in names:
            return name
    raise NoQuestions(f"{file} has no column called {' or '.join(names)}; it has {', '.join(there) or 'none'}.")
