#include "core/delivery.h"

#include "core/base/str.h"
#include "core/money.h"

static const struct str faults[DELIVERY_FAULT_COUNT] = {
	[DELIVERY_FINE] = S_INIT(""),
	[DELIVERY_NOTHING] = S_INIT("Say how the plan is delivered"),
	[DELIVERY_SUM] = S_INIT("The parts have to come to the agreed sum"),
	[DELIVERY_NO_THIRD] = S_INIT("Say which third party arranges it"),
	[DELIVERY_NO_RECIPIENT] = S_INIT("Choose who receives the direct payment"),
	[DELIVERY_CONDITIONS] = S_INIT("A direct payment needs all three conditions. "
	    "Confirm each, or arrange it another way"),
	[DELIVERY_WITHDRAWN] = S_INIT("They have withdrawn their consent. Arrange it another "
	    "way, or choose who else receives it"),
};

struct money
delivery_sum(const struct delivery_parts *d)
{
	return money_add(money_add(d->direct, d->council), d->third);
}

enum delivery_fault
delivery_check(const struct delivery_parts *d, struct money agreed)
{
	if (delivery_sum(d).pence == 0 && agreed.pence != 0)
		return DELIVERY_NOTHING;
	if (money_cmp(delivery_sum(d), agreed) != 0)
		return DELIVERY_SUM;
	if (d->third.pence > 0 && !d->third_named)
		return DELIVERY_NO_THIRD;
	if (d->direct.pence > 0 && !d->recipient)
		return DELIVERY_NO_RECIPIENT;
	if (d->direct.pence > 0 && d->conditions != CONDITIONS_ALL)
		return DELIVERY_CONDITIONS;
	return delivery_stopped(d) ? DELIVERY_WITHDRAWN : DELIVERY_FINE;
}

bool
delivery_stopped(const struct delivery_parts *d)
{
	return d->direct.pence > 0 && d->withdrawn;
}

struct money
delivery_spare(const struct delivery_parts *d, int percent)
{
	return delivery_stopped(d) ? (struct money){ 0 } : money_percent(d->direct, percent);
}

struct str
delivery_fault_words(enum delivery_fault fault)
{
	return faults[fault];
}
