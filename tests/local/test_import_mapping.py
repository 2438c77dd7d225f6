"""Columns find their fields by what people call them, and what is told goes before what is guessed."""

import pytest

from local.importing.custom import camel, fitting, own_fields
from local.importing.headers import BadMapping, Plan, mapped
from local.importing.reading import read


def plan(text: str, key: str | None = None, kind: str | None = None, **told: str) -> Plan:
    return mapped(read(text.encode()), told, key, kind)


def test_english_headers_of_any_spelling_are_known() -> None:
    found = plan("First Name,SURNAME,e-mail address,Mobile Phone,Post code,date_of_birth\n")

    assert list(found.fields.values()) == ["givenName", "familyName", "email", "phone", "postalCode", "birthDate"]


def test_chinese_headers_are_known() -> None:
    found = plan("姓名,手机,邮箱,公司名称,城市,生日\n")

    assert list(found.fields.values()) == ["name", "phone", "email", "company", "city", "birthDate"]


def test_a_list_of_companies_is_one_of_organisations() -> None:
    found = plan("CompanyName,ContactName,Phone\n")

    assert found.kind == "organisation"
    assert found.fields == {"CompanyName": "name", "ContactName": "custom", "Phone": "phone"}


def test_a_company_beside_a_persons_name_is_where_that_person_works() -> None:
    found = plan("name,company\n")

    assert found.kind == "person"
    assert found.fields["company"] == "company"


def test_the_key_is_the_first_id_that_differs_in_every_row() -> None:
    assert plan("city id,rec_id,tax id\n7,a,1\n7,b,2\n").key == "rec_id"
    assert plan("rec_id,name\na,Ada\na,Grace\n").key is None
    assert plan("客户编号,姓名\n1,王小明\n").key == "客户编号"


def test_a_key_that_is_told_goes_first() -> None:
    assert plan("id,mail\n1,a@example.org\n", key="mail").key == "mail"


def test_a_second_column_for_the_same_field_is_kept_as_a_custom_field() -> None:
    assert plan("city,town\n").fields == {"city": "city", "town": "custom"}
    assert plan("phone,mobile\n").fields == {"phone": "phone", "mobile": "phone"}


def test_what_is_told_goes_before_what_is_guessed() -> None:
    assert plan("city,town\n", town="city").fields == {"city": "custom", "town": "city"}
    assert plan("note\n", note="custom.firstImpression").fields == {"note": "custom.firstImpression"}


def test_nonsense_is_refused_and_says_what_there_is() -> None:
    with pytest.raises(BadMapping, match="the file has: name"):
        plan("name\n", mail="email")
    with pytest.raises(BadMapping, match="no field"):
        plan("name\n", name="nickname")
    with pytest.raises(BadMapping, match="Two columns"):
        plan("a,b\n", a="city", b="city")


def test_the_report_of_an_earlier_import_is_imported_without_its_first_columns() -> None:
    found = plan("row,code,reason,name\n3,Unreadable,why,Ada\n")

    assert list(found.fields.values()) == ["ignore", "ignore", "ignore", "name"]


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("MonthlyCharges", "monthlyCharges"),
        ("soc_sec_id", "socSecId"),
        ("StreamingTV", "streamingTv"),
        ("VAT no. 2", "vatNo2"),
        ("2nd phone", "ndPhone"),
        ("积分", ""),
    ],
)
def test_custom_fields_have_names_in_camel_case(column: str, name: str) -> None:
    assert camel(column) == name


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["Yes", "no"], "boolean"),
        (["是", "否"], "boolean"),
        (["1", "-2.5", "0"], "number"),
        (["1", "-2"], "integer"),
        (["1", "007"], "text"),
        (["2024-01-31", "2024-12-01"], "date"),
        (["20240131"], "integer"),
        (["Yes", "No phone service"], "text"),
        ([], "text"),
    ],
)
def test_a_type_fits_every_value_or_it_is_text(texts: list[str], kind: str) -> None:
    assert fitting(texts) == kind


def test_fields_keep_the_title_of_their_column_and_never_share_a_name() -> None:
    sheet = read("姓名,积分,tax id,Tax-ID\n王小明,120,1,2\n".encode())
    own = own_fields(sheet, mapped(sheet, {}, "姓名", None), {})

    assert [(each.name, each.label, each.type) for each in own.values()] == [
        ("field2", "积分", "integer"),
        ("taxId", "tax id", "text"),
        ("taxId2", "Tax-ID", "text"),
    ]
