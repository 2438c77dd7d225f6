"""Which column means what, by the names that people give to columns in English and Chinese."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from local.importing.reading import Sheet

# A field of ours, and the names of columns that mean it; case, spaces and punctuation do not matter.
_SYNONYMS = {
    "name": "name fullname customername customer displayname 姓名 名称 客户姓名 客户名称 客户 联系人姓名",
    "givenName": "givenname firstname forename first 名 名字",
    "familyName": "familyname lastname surname last 姓 姓氏",
    "email": "email emailaddress mail emails 邮箱 电子邮箱 电子邮件 邮件 邮箱地址",
    "phone": "phone phonenumber telephone tel mobile mobilephone cell cellphone phones "
    "手机 手机号 手机号码 电话 电话号码 联系电话 固定电话",
    "company": "company companyname organisation organization organisationname organizationname employer "
    "accountname 公司 公司名称 单位 企业 企业名称",
    "contact": "contact contactname contactperson 联系人",
    "streetNumber": "streetnumber housenumber 门牌号",
    "street": "street address address1 addressline1 streetaddress 地址 街道 详细地址 街道地址",
    "street2": "address2 addressline2 street2",
    "city": "city town suburb locality 城市 市",
    "region": "region state province county 省 省份 地区 州",
    "postalCode": "postalcode postcode zip zipcode 邮编 邮政编码",
    "country": "country countrycode 国家 国家地区",
    "birthDate": "birthdate dateofbirth birthday dob born 生日 出生日期 出生年月日",
    "language": "language lang locale 语言",
    "tag": "tag tags label labels 标签",
    "domain": "domain website web url homepage 网站 网址 域名",
    "ignore": "",
}
FIELDS = tuple(_SYNONYMS)
_MEANING = {name: field for field, names in _SYNONYMS.items() for name in names.split()}
_SEVERAL = {"email", "phone", "tag", "domain", "ignore", "custom"}
_NAMES = {"name", "givenName", "familyName"}
_NOT_OF_ORGANISATIONS = {"givenName", "familyName", "birthDate", "company", "contact"}
OWN_FIELD = r"custom\.([a-z][A-Za-z0-9]{0,49})"
# What an earlier import wrote before the columns of the file.
REPORT = ("row", "code", "reason")


class BadMapping(ValueError):
    """The columns and what was said about them do not go together; the message says what to change."""


@dataclass(frozen=True)
class Plan:
    """What each column becomes: a field of FIELDS, `custom` or `custom.<name>` for a field of the tenant's own.

    `key` is the column that says which customer a row is; None where only the whole row says it.
    """

    fields: dict[str, str]
    key: str | None
    kind: str

    def of(self, field: str) -> list[str]:
        """The columns of a field, in the file's order."""
        return [column for column, meant in self.fields.items() if meant == field]


def mapped(sheet: Sheet, told: Mapping[str, str], key: str | None, kind: str | None) -> Plan:
    """Map every column. `told` (column: field) goes before what the names suggest. Raises BadMapping."""
    _must_exist(sheet.columns, [*told, *([key] if key else [])])
    _must_be_fields(told.values())
    guessed = {column: _MEANING.get(plain(column), "custom") for column in sheet.columns}
    if tuple(sheet.columns[: len(REPORT)]) == REPORT:
        guessed |= dict.fromkeys(REPORT, "ignore")
    chosen_key = key or _key(sheet, guessed)
    if chosen_key and chosen_key not in told:
        guessed[chosen_key] = "ignore"
    chosen_kind = kind or _kind({**guessed, **told}.values())
    settled = _only_once(_of_kind({**guessed, **told}, chosen_kind), told)
    return Plan({column: settled[column] for column in sheet.columns}, chosen_key, chosen_kind)


def plain(column: str) -> str:
    """A column's name without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", column.casefold())


def _must_exist(columns: list[str], named: Iterable[str]) -> None:
    missing = [name for name in named if name not in columns]
    if missing:
        raise BadMapping(f"There is no column {missing[0]!r}; the file has: {', '.join(columns)}.")


def _must_be_fields(named: Iterable[str]) -> None:
    for name in named:
        if name not in FIELDS and name != "custom" and not re.fullmatch(OWN_FIELD, name):
            raise BadMapping(f"{name!r} is no field. There are {', '.join(FIELDS)}, custom and custom.<name>.")


def _key(sheet: Sheet, meant: Mapping[str, str]) -> str | None:
    """The first column that is called an id and is one: there in every row, and different in each."""
    for column in sheet.columns:
        if meant[column] == "custom" and re.search(r"(id|uuid|编号|客户号)$", plain(column)):
            values = sheet.values(column)
            if values and len(set(values)) == len(values) == len(sheet.good):
                return column
    return None


def _kind(meant: Iterable[str]) -> str:
    """A file that names companies and nobody's own name is one of organisations."""
    fields = set(meant)
    return "organisation" if "company" in fields and not fields & _NAMES else "person"


def _of_kind(meant: dict[str, str], kind: str) -> dict[str, str]:
    known = set(meant.values())
    if kind == "organisation":
        stands_for_name = "name" if "name" not in known else "custom"
        swap = {**dict.fromkeys(_NOT_OF_ORGANISATIONS, "custom"), "company": stands_for_name}
    else:
        swap = {"contact": "custom" if known & _NAMES else "name", "domain": "custom"}
    return {column: swap.get(field, field) for column, field in meant.items()}


def _only_once(meant: dict[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """Two columns for one field: what was told wins, then the first; the other one is kept as a custom field."""
    settled: dict[str, str] = {}
    for column in sorted(meant, key=lambda each: each not in told):
        field = meant[column]
        taken = field in settled.values() and field not in _SEVERAL
        if taken and column in told:
            raise BadMapping(f"Two columns are mapped to {field}; only one can be.")
        settled[column] = "custom" if taken else field
    return settled
