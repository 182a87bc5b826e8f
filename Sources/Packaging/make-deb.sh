#!/bin/sh
# Makes a Debian package of a built binary: make-deb.sh BINARY FOLDER. Needs dpkg-dev; run by `make deb`.
set -eu
binary=$1
output=$2
here=$(cd "$(dirname "$0")" && pwd)
version=$("$binary" --version | sed -n 's/^onrecord \([0-9.]*\).*/\1/p')
architecture=$(dpkg --print-architecture)
stage=$output/onrecord_$version
rm -rf "$stage" "$output/debian"
mkdir -p "$stage/DEBIAN" "$output/debian"
make --no-print-directory -C "$here/../.." install-files BINARY="$binary" DESTDIR="$stage" PREFIX=/usr
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$stage/usr/bin/onrecord"
documents=$stage/usr/share/doc/onrecord
mkdir -p "$documents"
cp "$here/debian/copyright" "$documents/copyright"
[ ! -f "$here/../../NOTICE" ] || cp "$here/../../NOTICE" "$documents/NOTICE"
time=$(date -R -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}")
printf 'onrecord (%s) unstable; urgency=medium\n\n  * See https://example.org/onrecord for what has changed.\n\n -- OnRecord developers <onrecord@example.org>  %s\n' \
  "$version" "$time" | gzip -9n > "$documents/changelog.gz"
find "$stage/usr/share/man" -name '*.1' -exec gzip -9n {} +
find "$stage" -type d -exec chmod 755 {} +
find "$stage/usr/share" -type f -exec chmod 644 {} +
# The packages of the libraries that the binary is linked with; those of the libraries that it loads itself stand in control.in.
sed '/^Depends:/d' "$here/debian/control.in" > "$output/debian/control"
depends=$(cd "$output" && dpkg-shlibdeps -O "$stage/usr/bin/onrecord" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
size=$(du -sk "$stage/usr" | cut -f1)
{
  sed -n '/^Package:/,$p' "$here/debian/control.in" | sed -e "s/^Architecture: any/Architecture: $architecture/" \
    -e "s/\${shlibs:Depends}/$depends/" | sed "/^Package:/a Version: $version\nMaintainer: OnRecord developers <onrecord@example.org>\nSection: text\nPriority: optional\nInstalled-Size: $size"
} > "$stage/DEBIAN/control"
(cd "$stage" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k 2 > DEBIAN/md5sums)
chmod 644 "$stage/DEBIAN/control" "$stage/DEBIAN/md5sums"
dpkg-deb --root-owner-group --build "$stage" "$output/onrecord_${version}_$architecture.deb"
rm -rf "$output/debian"
