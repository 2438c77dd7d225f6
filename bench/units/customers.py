"""The operations of customers, as one story in which each route is used at least once."""

from bench.units.stage import Stage

ADA = {"kind": "person", "name": "Ada Lovelace", "emails": [{"address": "ada@example.org"}]}
CONSENT = {"channel": "email", "address": "ada@example.org", "purpose": "news", "state": "given", "source": "call"}
ROWS = 20
TEXT = "Wants to be called back on Monday about the invoice of March."


def customers(stage: Stage) -> None:
    """People: from the first word to the last."""
    desk = stage.browser("customers")
    stage.ask("nothing unique", desk, "POST", "/customers", {"kind": "person", "name": "Grace Hopper"})
    ada = stage.ask("unique e-mail", desk, "POST", "/customers", ADA).json["id"]
    detailed = {**ADA, "name": "Mary Sharp", "emails": [{"address": "mary@example.org"}], "birthDate": "1990-05-17",
                "phones": [{"number": "+8613910998888"}], "tags": ["vip"]}  # fmt: skip
    stage.ask("e-mail, phone, tag, evidence against doubles", desk, "POST", "/customers", detailed)
    stage.ask("", desk, "GET", f"/customers/{ada}")
    stage.ask("page of 20", desk, "GET", "/customers?limit=20")
    stage.ask("by name", desk, "GET", "/customers?name=ada")
    stage.ask("by e-mail", desk, "GET", "/customers?email=ada@example.org")
    stage.ask("by tag", desk, "GET", "/customers?tag=vip")
    stage.ask("nothing that a key holds", desk, "PATCH", f"/customers/{ada}", {"language": "en"})
    stage.ask("a tag", desk, "PATCH", f"/customers/{ada}", {"tags": ["wholesale"]})
    stage.ask("", desk, "PUT", f"/customers/{ada}/following")
    stage.ask("", desk, "DELETE", f"/customers/{ada}/following")
    _batches(stage)
    _beside(stage, ada)
    known = {"task": "Known", "tenant": stage.house.tenant, "input": {"customer": ada}}
    stage.do("task Known", "customers.saga.handler", known)
    for what, email in (("known", "ada@example.org"), ("new", "new@example.org")):
        writing = {"task": "Recognise", "tenant": stage.house.tenant, "input": {"name": "Ada", "email": email}}
        stage.do(f"task Recognise, {what}", "customers.saga.handler", writing)
    stage.ask("", desk, "DELETE", f"/customers/{ada}")
    stage.ask("", desk, "GET", "/trash/customers")
    stage.ask("", desk, "POST", f"/trash/customers/{ada}/restore")
    desk.delete(f"/customers/{ada}")
    stage.ask("", desk, "DELETE", f"/trash/customers/{ada}")


def _batches(stage: Stage) -> None:
    """Many rows at once, as an import sends them."""
    desk = stage.browser("customers")
    rows = [{"kind": "person", "name": f"Row {n}", "emails": [{"address": f"row{n}@example.org"}]} for n in range(ROWS)]
    batch = {"mode": "upsert", "matchBy": "email", "items": rows, "allowDuplicates": True}
    stage.ask(f"{ROWS} new rows", desk, "POST", "/customers/batch", batch)
    stage.ask(f"{ROWS} rows that change nothing", desk, "POST", "/customers/batch", batch)


def _beside(stage: Stage, ada: str) -> None:
    """What hangs on a customer."""
    desk = stage.browser("customers")
    firm = desk.post("/customers", {"kind": "organisation", "name": "Analytical Engines"}).json["id"]
    link = stage.ask("", desk, "POST", f"/customers/{ada}/links", {"other": firm, "role": "employee"}).json["id"]
    stage.ask("", desk, "GET", f"/customers/{ada}/links")
    stage.ask("", desk, "DELETE", f"/customers/{ada}/links/{link}")
    note = stage.ask("", desk, "POST", f"/customers/{ada}/notes", {"text": TEXT}).json["id"]
    stage.ask("", desk, "GET", f"/customers/{ada}/notes")
    stage.ask("", desk, "PATCH", f"/customers/{ada}/notes/{note}", {"pinned": True})
    stage.ask("", desk, "DELETE", f"/customers/{ada}/notes/{note}")
    stage.ask("", desk, "POST", f"/customers/{ada}/consents", CONSENT)
    stage.ask("", desk, "GET", f"/customers/{ada}/consents")
    stage.ask("", desk, "GET", f"/customers/{ada}/consents/history")
    stage.ask("", desk, "GET", "/consents?address=ada@example.org&purpose=news")


def lists(stage: Stage) -> None:
    """Static lists."""
    desk = stage.browser("customers")
    somebody = desk.post("/customers", {"kind": "person", "name": "Grace Hopper"}, allow_duplicates="true")
    other = desk.post("/customers", {"kind": "person", "name": "Katherine Johnson"})
    one, two = somebody.json["id"], other.json["id"]
    made = stage.ask("", desk, "POST", "/customer-lists", {"name": "Spring letter"}).json["id"]
    stage.ask("", desk, "GET", "/customer-lists")
    stage.ask("", desk, "GET", f"/customer-lists/{made}")
    stage.ask("", desk, "PATCH", f"/customer-lists/{made}", {"description": "Who gets the letter in spring"})
    stage.ask("", desk, "PUT", f"/customer-lists/{made}/members/{one}")
    stage.ask("one more", desk, "POST", f"/customer-lists/{made}/members", {"add": [two]})
    stage.ask("", desk, "GET", f"/customer-lists/{made}/members")
    stage.ask("", desk, "GET", f"/customers/{one}/lists")
    stage.ask("", desk, "DELETE", f"/customer-lists/{made}/members/{one}")
    stage.ask("", desk, "DELETE", f"/customer-lists/{made}")


def fields(stage: Stage) -> None:
    """Fields that a tenant defines."""
    desk = stage.browser("customers")
    defined = {"name": "points", "label": {"en": "Points"}, "fieldType": "integer"}
    stage.ask("", desk, "POST", "/customer-fields", defined)
    stage.ask("", desk, "GET", "/customer-fields")
    stage.ask("", desk, "GET", "/customer-fields/points")
    stage.ask("", desk, "PATCH", "/customer-fields/points", {"label": {"zh-CN": "积分"}})
    stage.ask("", desk, "DELETE", "/customer-fields/points")
