"""The sagas against a model of the shop: the real state machines, and everything that can go wrong around them."""
