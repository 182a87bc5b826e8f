-- Requests random pages of every kind from `onrecord serve` over the index of `Workshop benchmark index --keep FILE`:
--   wrk -t 2 -c 16 -d 30 --latency -s Tests/Scale/pages.lua http://127.0.0.1:PORT [-- article]
-- With the word article, it requests only articles. ARTICLES (200000) is how many the index holds.
local words = {
  "people", "year", "new", "government", "time", "police", "country", "public", "city", "work", "report", "more", "about", "when", "would", "there",
}
local articles = tonumber(os.getenv("ARTICLES") or "200000")
local only = false

function init(arguments)
  only = arguments[1] == "article"
  math.randomseed(os.time())
end

local function word() return words[math.random(#words)] end
local function article() return string.format("/article/%x", 0x100000000000 + math.random(articles) - 1) end

function request()
  local chance = only and 0 or math.random()
  local path
  if chance < 0.5 then
    path = article()
  elseif chance < 0.75 then
    path = "/quotes?q=" .. word() .. "+" .. word()
  elseif chance < 0.85 then
    path = "/quotes?q=" .. word() .. "&since=" .. math.random(2008, 2017)
  elseif chance < 0.9 then
    path = "/figures?q=" .. word()
  elseif chance < 0.95 then
    path = "/articles?q=" .. word() .. "+" .. word()
  else
    path = "/quotes?sort=date&q=" .. word()
  end
  return wrk.format("GET", path)
end
