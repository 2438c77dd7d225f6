"""What every capability shares: doors, tables, events, errors. Functions and values, no framework.

Imported before anything else of ours, so here is what has to be said to a process at its start.
"""

import gc
import os

# Of what an import makes, nothing is garbage: looking for it at every 700th object is a tenth of a cold start. The
# thousands of objects that a request may leave in circles until the next look are a few megabytes.
gc.set_threshold(50_000, 10, 10)

# Else pydantic reads the metadata of all packages in search of its plugins. We have none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
