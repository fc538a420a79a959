package main

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"regexp"
	"strings"

	"github.com/joho/godotenv"

	"github.com/askagain/askagain/server/practice"
)

// setting is one thing that an operator can set: by flag, else by environment,
// else by .env, else its default.
type setting struct {
	name    string // in the environment
	flag    string // "" for none
	preset  string
	secret  bool
	meaning string
}

const (
	addrSetting      = "ASKAGAIN_ADDR"
	databaseSetting  = "ASKAGAIN_DATABASE"
	scenariosSetting = "ASKAGAIN_SCENARIOS"
	publicURLSetting = "ASKAGAIN_PUBLIC_URL"
	guestsSetting    = "ASKAGAIN_GUESTS"
	proxiesSetting   = "ASKAGAIN_TRUSTED_PROXIES"

	metricsSetting = "ASKAGAIN_METRICS_TOKEN"

	issuerSetting       = "ASKAGAIN_OIDC_ISSUER"
	clientIDSetting     = "ASKAGAIN_OIDC_CLIENT_ID"
	clientSecretSetting = "ASKAGAIN_OIDC_CLIENT_SECRET"
	providerNameSetting = "ASKAGAIN_OIDC_NAME"

	keySetting           = "OPENAI_API_KEY"
	baseURLSetting       = "OPENAI_BASE_URL"
	modelSetting         = "ASKAGAIN_MODEL"
	secondSetting        = "ASKAGAIN_SECOND_READER"
	readingSetting       = "ASKAGAIN_READING"
	transcribeSetting    = "ASKAGAIN_TRANSCRIBE_MODEL"
	speechSetting        = "ASKAGAIN_SPEECH_MODEL"
	voiceSetting         = "ASKAGAIN_SPEECH_VOICE"
	azureSetting         = "ASKAGAIN_AZURE_API_VERSION"
	modelFirstSetting    = "ASKAGAIN_MODEL_FIRST_WORD_SECONDS"
	modelWithinSetting   = "ASKAGAIN_MODEL_REPLY_SECONDS"
	attemptTokensSetting = "ASKAGAIN_MODEL_TOKENS_ATTEMPT"
	repTokensSetting     = "ASKAGAIN_MODEL_TOKENS_REP_DAY"
	serverTokensSetting  = "ASKAGAIN_MODEL_TOKENS_SERVER_DAY"
	serverSpendSetting   = "ASKAGAIN_MODEL_SPEND_SERVER_DAY"
	inputPriceSetting    = "ASKAGAIN_MODEL_PRICE_INPUT"
	outputPriceSetting   = "ASKAGAIN_MODEL_PRICE_OUTPUT"
)

// settingsTable is every setting, in the order in which "askagain config" shows them.
var settingsTable = []setting{
	{addrSetting, "--addr", "localhost:8080", false, "the address to serve"},
	{databaseSetting, "--database", "askagain.db", false, "the SQLite file that keeps attempts"},
	{scenariosSetting, "--scenarios", "", false, "a folder of your own scenarios; empty for the shipped ones"},
	{publicURLSetting, "", "", false, "the address people type, if it is another one; decides origins and Secure cookies"},
	{guestsSetting, "", "", false, "on or off: practice without an account; empty: on, but off with a public address"},
	{proxiesSetting, "", "", false, "addresses or ranges of proxies that say whom they speak for"},
	{metricsSetting, "", "", true, "lets whoever has it read /metrics from another machine, at least 16 characters; empty: this machine alone"},
	{issuerSetting, "", "", false, "the OpenID provider that signs people in; empty for none"},
	{clientIDSetting, "", "", false, "as whom the provider knows this server"},
	{clientSecretSetting, "", "", true, "the secret that goes with it"},
	{providerNameSetting, "", "", false, "what the sign-in page calls the provider; empty: its host"},
	{modelSetting, "", "", false, "the language model that finds the client's words; empty: the script speaks"},
	{keySetting, "", "", true, "the key for the model's endpoint; a local endpoint needs none"},
	{baseURLSetting, "", "", false, "where the model is, such as http://localhost:11434/v1; empty: OpenAI's own"},
	{secondSetting, "", "", false, "a language model that reads beside the embedded reader, in askagain read --second, in assignments that choose it, and everywhere where ASKAGAIN_READING is combined"},
	{readingSetting, "", "embedded", false, "embedded, or combined: all new attempts are read by the second reader too"},
	{transcribeSetting, "", "", false, "a model at the same endpoint that turns speech into text, such as whisper-1; empty: what the browser has"},
	{speechSetting, "", "", false, "a model at the same endpoint that speaks the client's lines, such as tts-1; empty: what the browser has"},
	{voiceSetting, "", "alloy", false, "the voice in which lines are spoken"},
	{azureSetting, "", "", false, "the api-version, where the endpoint is an Azure OpenAI resource"},
	{modelFirstSetting, "", "5", false, "seconds until a model's first word; then the script speaks"},
	{modelWithinSetting, "", "20", false, "seconds for all of a model's reply; then the script speaks"},
	{attemptTokensSetting, "", "60000", false, "tokens that one attempt may use; 0: no limit"},
	{repTokensSetting, "", "300000", false, "tokens that one rep may use a day; 0: no limit"},
	{serverTokensSetting, "", "5000000", false, "tokens that this server may use a day; 0: no limit"},
	{serverSpendSetting, "", "0", false, "what this server may spend on the model a day, in the prices' currency; 0: no limit"},
	{inputPriceSetting, "", "0", false, "the model's price for a million tokens in"},
	{outputPriceSetting, "", "0", false, "the model's price for a million tokens out"},
}

// source says where a setting's value came from.
type source string

const (
	fromFlag        source = "flag"
	fromEnvironment source = "environment"
	fromDotEnv      source = ".env"
	fromPreset      source = "default"
)

// setValue is a setting with its value in effect.
type setValue struct {
	setting
	value  string
	source source
}

// settings are the values in effect, by name.
type settings map[string]setValue

// settingFlags are the flags for everything that can be set by one. An empty
// flag is not set.
type settingFlags struct {
	Addr string `placeholder:"HOST:PORT" help:"Address to serve (default localhost:8080)."`
	houseFlags
}

// houseFlags are the flags of commands that play and serve nothing.
type houseFlags struct {
	databaseFlag
	Scenarios string `placeholder:"DIR" help:"Folder of scenario files instead of the shipped ones."`
}

// recordedFlags are the flags of commands that look at recorded attempts, whose
// scenarios are recorded with them: --scenarios is taken so that one set of flags
// does for every command, and changes nothing.
type recordedFlags struct {
	databaseFlag
	Scenarios string `hidden:""`
}

type databaseFlag struct {
	Database string `placeholder:"FILE" help:"SQLite file that keeps attempts (default askagain.db)."`
}

// load settles every setting. A .env that cannot be read or understood is an
// error: half a configuration would be a surprise later.
func (flags settingFlags) load(world process) (settings, error) {
	dotEnv, err := readDotEnv(".env")
	if err != nil {
		return nil, err
	}
	given := map[string]string{"--addr": flags.Addr, "--database": flags.Database, "--scenarios": flags.Scenarios}
	result := settings{}
	for _, s := range settingsTable {
		value := setValue{s, s.preset, fromPreset}
		if v := dotEnv[s.name]; v != "" {
			value.value, value.source = v, fromDotEnv
		}
		if v, ok := world.lookup(s.name); ok && v != "" {
			value.value, value.source = v, fromEnvironment
		}
		if v := given[s.flag]; v != "" {
			value.value, value.source = v, fromFlag
		}
		result[s.name] = value
	}
	return result, nil
}

func (flags houseFlags) load(world process) (settings, error) {
	return settingFlags{houseFlags: flags}.load(world)
}

func (flag databaseFlag) load(world process) (settings, error) {
	return houseFlags{databaseFlag: flag}.load(world)
}

func readDotEnv(path string) (map[string]string, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() { // reading a pipe could take for ever
		return nil, practice.Errorf(practice.CodeInvalid, "%s in this folder is not a plain file; mend it or remove it.", path)
	}
	values, err := godotenv.Read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		// godotenv quotes the offending line, which may hold a secret: the cause stays unseen.
		if _, unreadable := os.ReadFile(path); unreadable != nil {
			return nil, practice.Errorf(practice.CodeInvalid, "The file .env in this folder cannot be read; check its permissions, or remove it.").Because(unreadable)
		}
		return nil, practice.Errorf(practice.CodeInvalid, "The file .env in this folder is not in the form NAME=value, one a line; mend it or remove it.").Because(err)
	}
	return values, nil
}

const mask = "********"

// The places of a secret within an address: before the host, and as a parameter.
var (
	userPart      = regexp.MustCompile(`://.*@`)
	passwordParam = regexp.MustCompile(`(?i)([?&][a-z_]*(?:password|passwd|secret|token|key)=)[^&#]*`)
)

// masked is the value as it may be shown.
func (v setValue) masked() string {
	if v.secret && v.value != "" {
		return mask
	}
	return passwordParam.ReplaceAllString(userPart.ReplaceAllString(v.value, "://"+mask+"@"), "${1}"+mask)
}

// loopback reports whether an address can be reached from this machine alone.
func loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
