"""Identity: tenants, their members, and every credential with which somebody may act."""
