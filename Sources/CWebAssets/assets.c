#include "CWebAssets.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char style_css[] = {
#embed "Files/style.css"
};

static const unsigned char script_js[] = {
#embed "Files/script.js"
};

static const unsigned char icon_svg[] = {
#embed "Files/icon.svg"
};

static const onrecord_asset table[] = {
  {"style.css", style_css, sizeof style_css},
  {"script.js", script_js, sizeof script_js},
  {"icon.svg", icon_svg, sizeof icon_svg},
};

const onrecord_asset *onrecord_assets(unsigned long *count) {
  *count = sizeof table / sizeof *table;
  return table;
}
