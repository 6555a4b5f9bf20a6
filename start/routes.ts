// The framework asks the routes in the order in which they were added, and the first that fits answers.
import '#start/routes/strangers'
import '#start/routes/account'
import '#start/routes/members'
import '#start/routes/settings'
import '#start/routes/calendar_settings'
import '#start/routes/clients'
import '#start/routes/exports'
import '#start/routes/calendar'
