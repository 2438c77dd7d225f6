-- A shop of three products in the tables that the Northwind database has; names, places and prices are invented.
CREATE TABLE [Categories] ([CategoryID] INTEGER PRIMARY KEY, [CategoryName] TEXT);
CREATE TABLE [Customers] ([CustomerID] TEXT, [CompanyName] TEXT, [ContactName] TEXT, [Phone] TEXT, [City] TEXT);
CREATE TABLE [Products] ([ProductID] INTEGER PRIMARY KEY, [ProductName] TEXT, [CategoryID] INTEGER, [UnitPrice] NUMERIC);
CREATE TABLE [Orders] ([OrderID] INTEGER PRIMARY KEY, [CustomerID] TEXT, [OrderDate] DATETIME, [ShippedDate] DATETIME,
                       [Freight] NUMERIC, [ShipName] TEXT, [ShipCity] TEXT);
CREATE TABLE [Order Details] ([OrderID] INTEGER, [ProductID] INTEGER, [UnitPrice] NUMERIC, [Quantity] INTEGER,
                              [Discount] REAL);
INSERT INTO Categories VALUES (1, '茶'), (2, 'Cheeses');
INSERT INTO Customers VALUES ('MOOSE', 'Moosbüffel & Söhne', 'Inga Moos', '030-1234567', 'Berlin'),
                             ('茶馆', '东风茶馆', '王芳', NULL, '成都'), ('NEVER', 'Buys Nothing Ltd', NULL, NULL, NULL);
INSERT INTO Products VALUES (1, '龙井 Longjing', 1, 18), (2, 'Gruyère', 2, 9.65), (3, 'Nobody''s choice', 2, 1.5);
INSERT INTO Orders VALUES (1, 'MOOSE', '2024-07-04', '2024-07-16', 32.38, 'Moosbüffel & Söhne', 'Berlin'),
                          (2, '茶馆', '2024-07-05', '2024-07-10', 0.1, '东风茶馆', '成都'),
                          (3, 'MOOSE', '2024-07-08', NULL, 0, 'Moosbüffel & Söhne', 'Berlin'),
                          (4, '茶馆', '2024-07-09', '2024-07-20', 4.56, '东风茶馆', '成都');
INSERT INTO [Order Details] VALUES (1, 1, 14.4, 12, 0), (1, 2, 9.65, 1, 0.05), (2, 2, 9.65, 3, 0.15000000596046448),
                                   (3, 1, 18, 7, 0.25), (4, 1, 18, 1, 0), (4, 2, 9.65, 2, 0.02);
