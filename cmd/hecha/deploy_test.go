package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// composeService is what the compose file says of a service, read strictly: a
// misspelt key is an error.
type composeService struct {
	Build       map[string]string            `yaml:"build"`
	Image       string                       `yaml:"image"`
	Restart     string                       `yaml:"restart"`
	User        string                       `yaml:"user"`
	ReadOnly    bool                         `yaml:"read_only"`
	CapDrop     []string                     `yaml:"cap_drop"`
	SecurityOpt []string                     `yaml:"security_opt"`
	Tmpfs       []string                     `yaml:"tmpfs"`
	DependsOn   map[string]map[string]string `yaml:"depends_on"`
	Command     []string                     `yaml:"command"`
	Environment map[string]string            `yaml:"environment"`
	EnvFile     []struct {
		Path     string `yaml:"path"`
		Required bool   `yaml:"required"`
	} `yaml:"env_file"`
	Volumes         []string `yaml:"volumes"`
	Ports           []string `yaml:"ports"`
	StopGracePeriod string   `yaml:"stop_grace_period"`
	Healthcheck     *struct {
		Test        []string `yaml:"test"`
		Interval    string   `yaml:"interval"`
		Timeout     string   `yaml:"timeout"`
		Retries     int      `yaml:"retries"`
		StartPeriod string   `yaml:"start_period"`
	} `yaml:"healthcheck"`
}

type composeFile struct {
	Name     string                    `yaml:"name"`
	Hecha    composeService            `yaml:"x-hecha"`
	Parts    map[string]string         `yaml:"x-parts"`
	Services map[string]composeService `yaml:"services"`
	Volumes  map[string]any            `yaml:"volumes"`
}

func readCompose(t *testing.T) composeFile {
	t.Helper()
	data, err := os.ReadFile("../../docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	var c composeFile
	if err := yaml.UnmarshalWithOptions(data, &c, yaml.Strict()); err != nil {
		t.Fatal(yaml.FormatError(err, false, true))
	}
	return c
}

// secretName is what a variable is called whose value is a secret.
var secretName = regexp.MustCompile(`PASSWORD|SECRET|ACCESS_KEY|ROOT_USER`)

func TestCompose(t *testing.T) {
	c := readCompose(t)
	for _, name := range []string{"serve", "work", "redis", "minio", "postgres"} {
		s, ok := c.Services[name]
		if !ok {
			t.Fatalf("no service %s", name)
		}
		if s.Healthcheck == nil || s.Restart == "" {
			t.Errorf("%s has no health check or does not come back", name)
		}
		for variable, value := range s.Environment {
			if secretName.MatchString(variable) && !strings.Contains(value, ":?") {
				t.Errorf("%s: %s has a default", name, variable)
			}
		}
		for _, port := range s.Ports {
			if !strings.HasPrefix(port, "127.0.0.1:") {
				t.Errorf("%s: port %s is open to everybody", name, port)
			}
		}
		for _, v := range s.Volumes {
			if volume, _, _ := strings.Cut(v, ":"); !hasKey(c.Volumes, volume) {
				t.Errorf("%s: no volume %s", name, volume)
			}
		}
	}
	for _, name := range []string{"serve", "work"} {
		s := c.Services[name]
		if s.User == "" || !s.ReadOnly || !slices.Contains(s.CapDrop, "ALL") || len(s.DependsOn) != 3 {
			t.Errorf("%s: %+v", name, s)
		}
	}
	redis := strings.Join(c.Services["redis"].Command, " ")
	for _, want := range []string{"--maxmemory-policy noeviction", "--appendonly yes", "--requirepass ${REDIS_PASSWORD:?"} {
		if !strings.Contains(redis, want) {
			t.Errorf("redis runs without %s", want)
		}
	}
}

func hasKey(m map[string]any, key string) bool { _, ok := m[key]; return ok }

// The variables that the compose file sets are those that the program knows.
func TestComposeVariables(t *testing.T) {
	known := map[string]bool{accessKeyVariable: true, secretKeyVariable: true}
	for _, name := range variables(t) {
		known[name] = true
	}
	c := readCompose(t)
	for _, service := range []string{"serve", "work"} {
		for variable := range c.Services[service].Environment {
			if !known[variable] {
				t.Errorf("%s: hecha knows no %s", service, variable)
			}
		}
	}
}

// Whoever asks the Dockerfile for a stage gets it, and none runs as root.
func TestDockerfile(t *testing.T) {
	data, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	stages := strings.Split(string(data), "\nFROM ")[1:]
	users := map[string]bool{}
	for _, stage := range stages {
		first, _, _ := strings.Cut(stage, "\n")
		users[first[strings.LastIndex(first, " ")+1:]] = strings.Contains(stage, "\nUSER 10001:10001\n")
	}
	for name, s := range readCompose(t).Services {
		if target := s.Build["target"]; target != "" && !users[target] {
			t.Errorf("%s: the stage %q is missing or runs as root", name, target)
		}
	}
}
