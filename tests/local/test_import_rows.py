"""From a row to a customer: what can be read is read, what can mean two things is refused."""

from typing import Any

import pytest

from local.importing.building import Choices, Made, make
from local.importing.custom import own_fields
from local.importing.headers import mapped
from local.importing.reading import read
from local.importing.values import Unreadable, a_country, a_date, a_phone

CRM = Choices("crm")


def made(text: str, choices: Choices = CRM, key: str | None = None) -> Made:
    """The customer of the first row."""
    sheet = read(text.encode())
    plan = mapped(sheet, {}, key, None)
    return make(sheet.rows[0], plan, own_fields(sheet, plan, {}), choices)


def body(text: str, choices: Choices = CRM) -> dict[str, Any]:
    return made(text, choices).body


def test_a_person_with_everything() -> None:
    header = "id,first name,last name,email,mobile,tags,dob\n"
    found = body(header + "7,Ada,Lovelace,ada@example.org,+44 20 7946 0018,vip;math,1815-12-10\n")

    assert found == {
        "kind": "person",
        "externalIds": {"crm": "7"},
        "givenName": "Ada",
        "familyName": "Lovelace",
        "emails": [{"address": "ada@example.org"}],
        "phones": [{"number": "+442079460018"}],
        "tags": ["vip", "math"],
        "birthDate": "1815-12-10",
    }


def test_an_organisation_has_its_national_number_read_by_its_country() -> None:
    found = body("CustomerID,CompanyName,ContactName,Country,Phone\nALFKI,Alfreds,Maria Anders,Germany,030-0074321\n")

    assert found["kind"] == "organisation"
    assert found["phones"] == [{"number": "+49300074321"}]
    assert found["addresses"] == [{"country": "DE"}]
    assert found["custom"] == {"contactName": "Maria Anders"}


def test_an_address_is_put_together_from_its_columns() -> None:
    header = "name,street_number,address_1,address_2,suburb,postcode,state\n"
    found = body(header + "Amy,6,tullaroop street,willaroo,st james,4011,wa\n")

    assert found["addresses"] == [
        {"street": "6 tullaroop street, willaroo", "city": "st james", "region": "wa", "postalCode": "4011"}
    ]


def test_blank_cells_are_no_values() -> None:
    assert body("id,name,email,points\n1,Ada,,\n") == {"kind": "person", "externalIds": {"crm": "1"}, "name": "Ada"}


def test_customers_of_a_file_without_names_are_called_by_their_key() -> None:
    found = body("customerID,tenure,Churn\n7590-VHVEG,1,No\n")

    assert found["name"] == "7590-VHVEG"
    assert found["custom"] == {"tenure": 1, "churn": False}


def test_a_row_without_a_name_or_without_its_key_is_refused() -> None:
    with pytest.raises(Unreadable, match="no name"):
        made("id,name\n1,\n")
    with pytest.raises(Unreadable, match="no mail"):
        made("mail,name\n,Ada\n", key="mail")


def test_without_a_key_the_same_row_has_the_same_digest_in_every_file() -> None:
    row = made("name,city\nAda,London\n").key

    assert made("city,name\nLondon,Ada\n").key == row
    assert made("row,code,reason,name,city\n3,Invalid,why,Ada,London\n").key == row
    assert made("name,city\nAda,Paris\n").key != row


def test_a_bad_value_is_left_out_and_noted_unless_the_caller_is_strict() -> None:
    text = "id,name,phone,email\n1,Ada,soon,not an address\n"
    with pytest.raises(Unreadable):
        made(text, Choices("crm", region="DE", strict=True))
    found = made(text)

    assert "phones" not in found.body
    assert len(found.dropped) == 2


@pytest.mark.parametrize("text", ["19081209", "1908-12-09", "1908/12/9", "1908.12.9", "1908年12月9日"])
def test_dates_with_the_year_first_are_clear(text: str) -> None:
    assert a_date(text) == "1908-12-09"


@pytest.mark.parametrize("text", ["13/12/1908", "12/13/1908", "13.12.1908"])
def test_dates_with_a_day_above_twelve_are_clear(text: str) -> None:
    assert a_date(text) == "1908-12-13"


def test_a_date_that_can_be_two_days_is_refused_until_its_order_is_told() -> None:
    with pytest.raises(Unreadable, match="two days"):
        a_date("09/12/1908")

    assert a_date("09/12/1908", "%d/%m/%Y") == "1908-12-09"
    assert a_date("09/12/1908", "%m/%d/%Y") == "1908-09-12"
    assert a_date("12/12/1908") == "1908-12-12"


@pytest.mark.parametrize("text", ["19371233", "1999-02-29", "13/13/1999", "yesterday", "1908"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        a_date(text)


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("13800138000", "CN", "+8613800138000"),
        ("+86 138 0013 8000", None, "+8613800138000"),
        ("(171) 555-7788", "GB", "+441715557788"),
    ],
)
def test_phones_are_read_by_their_country(text: str, country: str | None, number: str) -> None:
    assert a_phone(text, country) == number


def test_a_national_number_of_no_country_is_refused_with_a_hint() -> None:
    with pytest.raises(Unreadable, match="--region"):
        a_phone("13800138000", None)


@pytest.mark.parametrize(
    ("text", "code"), [("Germany", "DE"), ("UK", "GB"), ("U.S.A.", "US"), ("中国", "CN"), ("cn", "CN")]
)
def test_countries_are_known_by_name_and_code(text: str, code: str) -> None:
    assert a_country(text) == code


def test_a_country_that_is_none_is_refused() -> None:
    with pytest.raises(Unreadable, match="two letters"):
        a_country("Atlantis")
