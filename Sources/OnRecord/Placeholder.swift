internal import Record
