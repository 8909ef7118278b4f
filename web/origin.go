package web

import (
	"cmp"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"

	"github.com/realclientip/realclientip-go"

	"hecha/service"
)

// Origins has every request know from where it comes. Proxies are the addresses, or
// ranges such as 10.0.0.0/8, of the proxies in front of the service: of what they send
// on, X-Forwarded-For says from where it came; where it does not, it is the proxy's own.
// Nobody else's is believed.
func Origins(proxies []string) (around func(http.Handler) http.Handler, err error) {
	trusted, err := realclientip.AddressesAndRangesToIPNets(proxies...)
	if err != nil {
		return nil, fmt.Errorf("proxies: %w", err)
	}
	forwarded, err := realclientip.NewRightmostTrustedRangeStrategy("X-Forwarded-For", trusted)
	if err != nil {
		return nil, err
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			address := realclientip.RemoteAddrStrategy{}.ClientIP(nil, r.RemoteAddr)
			if within(trusted, address) {
				address = cmp.Or(forwarded.ClientIP(r.Header, ""), address)
			}
			from, _ := netip.ParseAddr(address) // anything else is no origin
			next.ServeHTTP(w, r.WithContext(service.WithOrigin(r.Context(), from)))
		})
	}, nil
}

func within(ranges []net.IPNet, address string) bool {
	ip := net.ParseIP(address)
	return slices.ContainsFunc(ranges, func(n net.IPNet) bool { return n.Contains(ip) })
}
