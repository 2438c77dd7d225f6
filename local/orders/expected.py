"""What each customer's orders come to by the file alone: computed by SQLite, and by nothing that the API computes with.

A line is its price times the pieces less the discount, rounded to the cent, half away from zero; freight is added.
"""

from local.orders.northwind import Northwind

# ROUND() of SQLite rounds halves away from zero; the tenth of a thousandth of a cent takes off what binary fractions
# add, and all of these lines have at most four decimals of a cent.
TOTALS = """
WITH lines AS (
  SELECT OrderID, CAST(ROUND(ROUND(ROUND(UnitPrice * 100) * Quantity * (10000 - ROUND(Discount * 10000)) / 10000, 4)) AS
         INTEGER) AS cents
  FROM [Order Details]
), orders_ AS (
  SELECT o.CustomerID, CAST(ROUND(o.Freight * 100) AS INTEGER) + SUM(lines.cents) AS cents
  FROM Orders o JOIN lines USING (OrderID) GROUP BY o.OrderID
)
SELECT CustomerID, SUM(cents), COUNT(*) FROM orders_ GROUP BY CustomerID
"""


def totals(northwind: Northwind) -> dict[str, tuple[int, int]]:
    """By buyer: (cents of all orders, number of orders)."""
    return {buyer: (cents, orders) for buyer, cents, orders in northwind.rows(TOTALS)}
