"""`onestop demo orders`: a small shop's orders, each of which meets trouble, come to what the file says."""

from pathlib import Path

from tests.support.running import Running

SHOP = str(Path(__file__).parents[1] / "demo" / "shop.sql")
REPLAY = ("demo", "orders", "--file", SHOP, "--trouble", "1")


def test_whatever_goes_wrong_each_customer_gets_what_was_ordered_and_pays_for_that(system: Running) -> None:
    shown = system.onestop(*REPLAY, "--seed", "1").stdout

    assert "4 orders of 2 customers come to 375.03 USD" in shown
    assert "280.53 captured" in shown
    assert "lost 0" in shown


def test_the_same_file_again_orders_nothing_twice(system: Running) -> None:
    system.onestop(*REPLAY, "--seed", "1")
    shown = system.onestop(*REPLAY, "--seed", "2").stdout

    assert "4 orders of 2 customers come to 375.03 USD" in shown


def test_a_file_that_is_something_else_is_refused_in_a_sentence(system: Running, tmp_path: Path) -> None:
    file = tmp_path / "other.sql"
    file.write_text("CREATE TABLE Orders (OrderID INTEGER);")
    done = system.onestop("demo", "orders", "--file", str(file), check=False)

    assert (done.returncode, "is not the Northwind database" in done.stderr) == (1, True)
