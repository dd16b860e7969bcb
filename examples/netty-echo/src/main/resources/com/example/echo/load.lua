-- What wrk sends: bodies of the sizes that are given, by chance. Its last line is for a program to read.
local requests = {}

function init(sizes)
  for i, size in ipairs(sizes) do
    size = tonumber(size)
    requests[i] = wrk.format("POST", "/", { ["Content-Length"] = size }, string.rep("x", size))
  end
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("outcome %d %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
