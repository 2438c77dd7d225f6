"""What the capabilities are published with: contracts, checks, delivery. Nothing here runs in a Lambda."""
