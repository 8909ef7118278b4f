package service

import (
	"context"
	"net/netip"
)

type originKey struct{}

// The parts of an address that are kept: enough to tell an office from a home, and
// too little to tell one home from its neighbours.
const (
	keptOfIPv4 = 24
	keptOfIPv6 = 48
)

// WithOrigin has ctx carry the network that a request came from, for the events that
// come of it. An address is not kept as a whole: events are never deleted.
func WithOrigin(ctx context.Context, address netip.Addr) context.Context {
	address = address.Unmap().WithZone("")
	bits := keptOfIPv6
	if address.Is4() {
		bits = keptOfIPv4
	}
	network, err := address.Prefix(bits)
	if err != nil || !network.IsValid() {
		return ctx // no address: a socket in the file system
	}
	return withNetwork(ctx, network.String())
}

// withNetwork is WithOrigin for a network that was kept.
func withNetwork(ctx context.Context, network string) context.Context {
	return context.WithValue(ctx, originKey{}, network)
}

// Origin is the network that ctx carries, such as 192.0.2.0/24; empty when there is
// none.
func Origin(ctx context.Context) string {
	network, _ := ctx.Value(originKey{}).(string)
	return network
}
