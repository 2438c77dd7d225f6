"""The tasks that other parts of the system ask for by lambda:Invoke. No HTTP."""

from identity.service import tenants
from onestop import tasks

TASKS = {
    "OpenTenant": ("OpenTenant", tenants.open_tenant),
    "AddMember": ("AddMember", tenants.add_member),
}
handler = tasks.opens("identity", TASKS)
