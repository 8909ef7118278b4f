package service

import "context"

type correlationKey struct{}

// WithCorrelation has ctx carry the identifier of a request, which follows an
// upload through queue and worker into their logs.
func WithCorrelation(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, correlationKey{}, id)
}

// Correlation is the identifier that ctx carries; empty when there is none.
func Correlation(ctx context.Context) string {
	id, _ := ctx.Value(correlationKey{}).(string)
	return id
}
