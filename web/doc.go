// Package web is Hecha's face: the JSON API for machines, described by OpenAPI
// 3.1 at /openapi.json, and the addresses that tell how the service is. It turns
// requests into calls of package service and its errors into statuses and words,
// and decides nothing itself.
//
// Who is asking is found out in one place, by an Authenticator: tokens of
// machines, and the sessions of people that package pages keeps.
package web
