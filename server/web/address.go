package web

import (
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// ParseProxies reads a list of addresses and ranges, separated by commas or
// spaces: the proxies whose word about the client's address is believed.
func ParseProxies(list string) ([]netip.Prefix, error) {
	var proxies []netip.Prefix
	for _, entry := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		proxy, err := netip.ParsePrefix(entry)
		if err != nil {
			address, err := netip.ParseAddr(entry)
			if err != nil || address.Zone() != "" {
				return nil, practice.Errorf(practice.CodeInvalid, "%q is no address of a trusted proxy; write addresses or ranges such as 10.0.0.7 or 10.0.0.0/8, separated by commas.", entry)
			}
			proxy = netip.PrefixFrom(address, address.BitLen())
		}
		proxies = append(proxies, proxy.Masked())
	}
	return proxies, nil
}

// addresses finds out where a request comes from.
type addresses struct{ proxies []netip.Prefix }

// of returns the client's address: the connection's own, or, when that is a
// trusted proxy's, the rightmost address that no trusted proxy has. What stands
// left of that one anybody may have written.
func (a addresses) of(r *http.Request) netip.Addr {
	peer := parseAddress(r.RemoteAddr)
	if !a.trusted(peer) {
		return peer
	}
	short, long := a.client(peer, forwardedFor(r)), a.client(peer, forwarded(r))
	switch {
	case short == peer:
		return long
	case long == peer || long == short:
		return short
	}
	// The proxy writes one of the two headers and passes the other on as it came:
	// which one is not to be known.
	return peer
}

// client walks a chain of addresses from the peer backwards.
func (a addresses) client(peer netip.Addr, chain []string) netip.Addr {
	client := peer
	for _, entry := range slices.Backward(chain) {
		address := parseAddress(entry)
		if !address.IsValid() {
			return client // "unknown" and the like: nothing beyond is worth more
		}
		client = address
		if !a.trusted(address) {
			return client
		}
	}
	return client
}

func (a addresses) trusted(address netip.Addr) bool {
	return address.IsValid() && slices.ContainsFunc(a.proxies, func(proxy netip.Prefix) bool { return proxy.Contains(address) })
}

// forwardedFor returns the addresses of X-Forwarded-For, the nearest last.
func forwardedFor(r *http.Request) []string {
	return split(r.Header.Values("X-Forwarded-For"))
}

// forwarded returns those of the standard header (RFC 7239).
func forwarded(r *http.Request) []string {
	var chain []string
	for _, element := range split(r.Header.Values("Forwarded")) {
		client := "unknown"
		for pair := range strings.SplitSeq(element, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(pair), "=")
			if strings.EqualFold(name, "for") {
				client = strings.Trim(value, `"`)
			}
		}
		chain = append(chain, client)
	}
	return chain
}

func split(values []string) []string {
	if len(values) == 0 {
		return nil
	}
	return strings.Split(strings.Join(values, ","), ",")
}

// parseAddress reads an address with or without a port; invalid for anything else.
func parseAddress(text string) netip.Addr {
	text = strings.TrimSpace(text)
	if withPort, err := netip.ParseAddrPort(text); err == nil {
		return withPort.Addr().Unmap().WithZone("")
	}
	address, _ := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	return address.Unmap().WithZone("")
}

// addressKey is whom a limit counts against. A household has a whole /64 of
// IPv6 addresses, so they count as one.
func addressKey(address netip.Addr) string {
	if address.Is6() {
		if network, err := address.Prefix(64); err == nil {
			return network.String()
		}
	}
	return address.String()
}
