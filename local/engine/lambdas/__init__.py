"""Python Lambdas as processes: unpacked once, kept warm, bounded in number, dead when the engine is."""
