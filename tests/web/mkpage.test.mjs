// The template compiler: one small template for each rule, with a piece of the C
// it has to make or of the refusal it has to give; then what the C compiler
// says, and what a page that was compiled prints.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const mkpage = process.env.MKPAGE ?? join(root, 'build/bin/mkpage');
const dir = mkdtempSync(join(tmpdir(), 'mkpage-'));
const at = name => join(dir, name);

after(() => rmSync(dir, { recursive: true }));

function compile(source) {
	writeFileSync(at('x.html'), source);
	const run = spawnSync(mkpage, ['x.html', 't_x.h', 't_x.c'],
		{ cwd: dir, encoding: 'utf8' });
	if (run.status !== 0)
		return { refusal: run.stderr.trim() };
	return { h: readFileSync(at('t_x.h'), 'utf8'), c: readFileSync(at('t_x.c'), 'utf8') };
}

const page = (body, parameters = '') => `{{ page x(${parameters}) }}${body}{{ end }}\n`;
const row = 'const struct row *r';

// What is written, and what the C has in it.
const makes = [
	['text is one literal', page('<p>a</p>'), 'out_bytes(pg->out,\n\t    "<p>a</p>", 8);'],
	['a value in text', page('{{ n }}', 'int n'), 'html(pg->out, n);'],
	['a value in an attribute', page('<p id="a{{ n }}"></p>', 'int n'), 'html(pg->out, n);'],
	['a path from a pointer', page('{{ r.a.b }}', row), 'html(pg->out, r->a.b);'],
	['a path from a value', page('{{ v.a }}', 'struct row v'), 'html(pg->out, v.a);'],
	['an arrow is kept', page('{{ v.a->b }}', 'struct row v'), 'v.a->b'],
	['pg is known', page('{{ f(pg.a) }}'), 'f(pg->a)'],
	['a string becomes a slice', page('{{ f("a?b", 3) }}'), 'f(S("a\\?b"), 3)'],
	['a pointer prints what it points to', page('{{ s }}', 'const struct str *s'), 'html(pg->out, *s)'],
	['logic', page('{{ if a == 1 and not (b or c < 2) }}x{{ end }}'),
		'if (a == 1 && !(b || c < 2)) {'],
	['a word is a whole word', page('{{ if order }}x{{ end }}'), 'if (order) {'],
	['elif and else', page('{{ if a }}x{{ elif b }}y{{ else }}z{{ end }}'), '} else\n'],
	['each', page('{{ each v in r.rows }}{{ v.n }}{{ end }}', row),
		'i_1 < r->rows.n; i_1++', 'const __typeof__(*r->rows.v) *v = &r->rows.v[i_1];',
		'html(pg->out, v->n);'],
	['each through a parameter', page('{{ each v in r }}{{ end }}', row), 'i_1 < r->n'],
	['each through a call calls once', page('{{ each v in f(r) }}{{ end }}', row),
		'__auto_type list_', '= f(r);'],
	['an empty each', page('{{ each v in r }}a{{ else }}b{{ end }}', row), 'if (r->n == 0) {'],
	['a call', page('{{ call y(1, "a") }}'), '#include "t_y.h"', 'part_y(pg, 1, S("a"));'],
	['a call without values', page('{{ call y() }}'), 'part_y(pg);'],
	['an address', page('<a href="{{ u }}#top">a</a>', 'struct url u'), 'html_url(pg->out, u);'],
	['a fragment', page('<a href="#{{ s }}">a</a>', 'struct str s'), 'html(pg->out, s);'],
	['a drawing', page('<svg viewBox="{{ s }}"><path d="{{ s }}"></path></svg>', 'struct str s'),
		'<path d=', 'html(pg->out, s);'],
	['machine dates', page('<time datetime="{{ d }}"></time>', 'struct date d'), 'html_iso('],
	['a switch', page('<input{{ if a }} checked{{ end }}>'), '" checked"'],
	['an attribute that depends', page('<p{{ if a }} id="b"{{ end }}>c</p>'), '" id=\\"b\\""'],
	['a form that posts', page('<form method="post"></form>'), '>", 20);\n\tpage_form_secrets(pg);'],
	['indentation goes', page('<ul>\n\t\t<li>a  b</li>\n\n\t</ul>'), '<li>a b</li>\\n"'],
	['a line of a directive goes', page('<p>\n\t{{ if a }}\n\tb\n\t{{ end }}\n</p>'),
		'"<p>\\n", 4', '"b\\n", 2', '"</p>", 4'],
	['pre is left alone', page('<pre>  a\n   b </pre>'), '<pre>  a\\n"\n\t    "   b </pre>'],
	['textarea keeps its first line', page('<textarea>{{ s }}</textarea>', 'struct str s'),
		'"<textarea>\\n"'],
	['comments go', page('a{{# b {{ }}c<!-- d -->e'), '"ace"'],
	['a value may be called text', page('{{ text }}', 'struct str text'), 'html(pg->out, text);'],
	['svg', page('<svg><path d="M0"/></svg>'), '<path d=\\"M0\\"/></svg>'],
	['a role in text', page('<p>The {practice_lead}</p>'), '"<p>The ", 7',
		'html(pg->out, titled(pg->out->a, pg->policy, S("{practice_lead}")));'],
	['a role in an attribute', page('<p data-label="{A worker}"></p>'),
		'html(pg->out, titled(pg->out->a, pg->policy, S("{A worker}")));'],
	['a role in a string', page('{{ f("The {worker}") }}'),
		'f(titled(pg->out->a, pg->policy, S("The {worker}")))'],
	['a role in a letter', '{{ letter x(const struct facts *f) }}<p>{worker}</p>{{ end }}',
		'html(out, titled(out->a, f->policy, S("{worker}")));'],
	['a role in a mail', '{{ text x(const struct policy *policy) }}{worker}{{ end }}',
		'print(out, titled(out->a, policy, S("{worker}")));'],
	['the line of the template', page('\n\n{{ n }}', 'int n'), '#line 3 "x.html"\n\thtml(pg->out, n)'],
	['a frame has two halves', '{{ frame x(int n) }}<p>{{ content }}</p>{{ end }}',
		'frame_x_top(struct page *pg, int n)', 'frame_x_bottom(struct page *pg, int n)'],
	['a letter', '{{ letter x(int n) }}<p>{{ n }}</p>{{ end }}',
		'void letter_x(struct out *out, int n)', 'html(out, n);'],
	['a mail', '{{ text x(struct str s) }}\n<a> {{ s }}\n  b\n{{ end }}', 'print(out, s);',
		'"\\n"\n\t    "  b\\n"'],
];

for (const [name, source, ...wanted] of makes)
	test(`makes: ${name}`, () => {
		const made = compile(source);
		assert.equal(made.refusal, undefined);
		for (const piece of wanted)
			assert.ok(made.c.includes(piece), `no ${piece} in:\n${made.c}`);
	});

test('neighbouring literals are one', () => {
	const { c } = compile(page('<p>a</p>\n{{# b }}\n<p>c</p>'));
	assert.equal(c.match(/out_bytes/g).length, 1);
});

test('a form that does not post has no secrets', () => {
	for (const form of ['<form></form>', '<form method="get"></form>'])
		assert.ok(!compile(page(form)).c.includes('secrets'));
});

// What is written, and what the refusal says.
const refuses = [
	['a value in a tag', page('<p {{ n }}>'), '1: a value cannot stand in the tag <p>'],
	['a value as a tag', page('<{{ n }}>'), "a tag’s name is literal"],
	['a value in a tag\'s name', page('<h{{ n }}>'), 'in the tag <h>'],
	['a value in an attribute\'s name', page('<p data-{{ n }}="1">'), 'in the tag <p>'],
	['a value without quotes', page('<p id={{ n }}>'), 'in double quotes'],
	['an attribute without quotes', page('<p id=a>'), 'in double quotes'],
	['single quotes', page("<p id='a'>"), 'in double quotes'],
	['a value in an attribute not listed', page('<meta content="{{ n }}">'), 'in content='],
	['a value in style', page('<p style="{{ n }}">'), 'style= cannot be written'],
	['style', page('<p style="color: red">'), 'style= cannot be written'],
	['an event', page('<p onclick="a()">'), 'onclick= cannot be written'],
	['an event in capitals', page('<p ONCLICK="a()">'), 'ONCLICK= cannot be written'],
	['a script', page('<script>a()</script>'), 'a script stands in a file of its own'],
	['a value in a script', page('<script>{{ n }}</script>'), 'cannot stand in a script'],
	['a style element', page('<style></style>'), '<style> cannot be written'],
	['a frame of another page', page('<iframe src="/a"></iframe>'), '<iframe> cannot'],
	['a role without an end', page('the {worker'), 'a role is named so'],
	['a role in a tag', page('<p {worker}>'), 'cannot stand in a tag'],
	['a value in a comment', page('<!-- {{ n }} -->'), 'in a comment'],
	['a scheme', page('<a href="javascript:a">'), 'cannot begin with "javascript:a"'],
	['a scheme in disguise', page('<a href=" JavaScript:a">'), 'cannot begin with'],
	['a scheme with an entity', page('<a href="java&#115;cript:a">'), 'cannot begin with'],
	['data', page('<img src="data:image/png,a">'), 'cannot begin with'],
	['half an address', page('<a href="/a/{{ n }}">'), 'a value is the whole address'],
	['an address and more', page('<a href="{{ u }}x">'), 'after an address only a #'],
	['two values in an address', page('<a href="{{ u }}{{ v }}">'), 'after an address'],
	['an if in an address', page('<a href="{{ if a }}/b{{ end }}">'), 'takes one value'],
	['a comment in an address', page('<a href="{{# # }}{{ s }}">'), 'takes one value'],
	['csrf by hand', page('<input name="csrf">'), 'printed by every form itself'],
	['form by hand', page('<input name="FORM">'), 'printed by every form itself'],
	['a method that depends', page('<form{{ if a }} method="post"{{ end }}>'), 'one method'],
	['two methods', page('<form method="get" method="post">'), 'one method'],
	['a method without a value', page('<form method method="post">'), 'without a value'],
	['a method that is a value', page('<form method="{{ m }}">'), 'one method'],
	['formmethod', page('<button formmethod="post">'), 'formmethod= cannot be written'],
	['a form in a form', page('<form><form>'), 'a form cannot stand in a form'],
	['a switch that is none', page('<p{{ if a }} class{{ end }}>'), 'without a value'],
	['an element left open', page('<p>'), 'inside <p> of line 1 here'],
	['the wrong end', page('<p><b></p></b>'), '</p> cannot close <b> of line 1'],
	['an end of nothing', page('</p>'), '</p> closes nothing'],
	['an element that closes itself', page('<p/>'), 'has to be closed'],
	['a branch that opens', page('{{ if a }}<p>{{ end }}</p>'), 'does not leave the HTML'],
	['a branch that closes', page('<p>{{ if a }}</p>{{ end }}'), 'does not leave the HTML'],
	['a branch that closes and opens', page('<p>{{ if a }}</p><p>{{ end }}</p>'), 'does not leave'],
	['branches that balance each other',
		page('{{ if a }}<p>{{ else }}<p>{{ end }}</p>'), 'does not leave the HTML'],
	['a loop that opens', page('{{ each v in w }}<p>{{ end }}'), 'does not leave the HTML'],
	['a branch that ends a tag', page('<br{{ if a }}><br{{ end }}>'), 'does not leave the HTML'],
	['a branch that ends an attribute',
		page('<p id="a{{ if b }}" class="a{{ end }}"></p>'), 'does not leave the HTML'],
	['an each in a tag', page('<p {{ each v in w }} {{ end }}>'), 'cannot stand in a tag'],
	['a call in an attribute', page('<p id="{{ call y() }}">'), 'a part cannot stand'],
	['a tag in a title', page('<title><b></b></title>'), 'no tag can stand in <title>'],
	['a truth as a value', page('{{ a == b }}'), 'not a thing to print'],
	['an assignment', page('{{ if a = b }}{{ end }}'), 'expected }} before "= b'],
	['arithmetic', page('{{ a + b }}'), 'expected }}'],
	['an index', page('{{ a[1] }}'), 'expected }}'],
	['a cast', page('{{ (int) a }}'), 'expected }}'],
	['a pointer followed', page('{{ *a }}'), 'expected a name'],
	['C after a value', page('{{ a; b() }}'), 'expected }}'],
	['an octal number', page('{{ 010 }}'), 'not a plain number'],
	['a string without an end', page('{{ f("a\n") }}'), 'a string ends on the line'],
	['a parenthesis left open', page('{{ f(a }}'), 'expected )'],
	['parentheses without end', page('{{ ' + '('.repeat(99) + ' }}'), 'too many parentheses'],
	['a name twice', page('{{ each v in w }}{{ end }}', 'int v'), 'v is already a name'],
	['a parameter without type', page('', 'a'), 'a type and a name'],
	['C as a parameter', page('', 'int a[2]'), 'expected )'],
	['an else too many', page('{{ if a }}{{ else }}{{ else }}{{ end }}'), 'no if or each'],
	['an if without end', '{{ page x() }}{{ if a }}', 'has no {{ end }}'],
	['a page without end', '{{ page x() }}a', '1: this page has no {{ end }}'],
	['a page in a page', '{{ page x() }}\n{{ page y() }}', '2: the page of line 1 has no {{ end }}'],
	['an end too many', '{{ end }}', 'outside of every template'],
	['text outside', 'a', 'outside of every template'],
	['a frame without content', '{{ frame x() }}{{ end }}', 'a frame has a {{ content }}'],
	['two contents', '{{ frame x() }}{{ content }}{{ content }}{{ end }}', 'content stands once'],
	['content in a page', page('{{ content }}'), 'content stands once'],
	['a link in a letter', '{{ letter x() }}<a></a>{{ end }}', '<a> cannot be written in a letter'],
	['a class in a letter', '{{ letter x() }}<p class="a">', 'only scope='],
	['bytes that are not UTF-8', Buffer.from([0x7b, 0xff]), '1: this is not UTF-8'],
];

for (const [name, source, words] of refuses)
	test(`refuses: ${name}`, () => {
		const { refusal } = compile(source);
		assert.match(refusal ?? 'accepted', /^x\.html:\d+: /);
		assert.ok(refusal.includes(words), refusal);
	});

// What the C compiler is left to say, at the line of the template.
const flags = ['-std=c17', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Wconversion',
	'-Wshadow', '-Wmissing-prototypes', '-Werror', `-I${root}`, `-I${dir}`,
	'-include', join(root, 'core/base/banned.h')];

const types = `
#include "core/base/str.h"
struct row { struct str ref; bool open; enum colour { RED, BLUE } colour; struct date due; };
struct rows { struct row *v; size_t n; };
`;
const uses = body => `{{ use "types.h" }}\n${page(body, `${row}, const struct rows *rows, struct url u`)}`;

const c_refuses = [
	['a wrong name', '\n{{ r.reef }}', /x\.html:3:.*reef/],
	['a bool', '{{ r.open }}', /_Generic/],
	['an enum', '{{ r.colour }}', /_Generic/],
	['text as an address', '<a href="{{ r.ref }}">a</a>', /html_url/],
	['a value that is no truth', '{{ if r.ref }}a{{ end }}', /x\.html:2:/],
];

for (const [name, body, words] of c_refuses)
	test(`does not compile: ${name}`, () => {
		writeFileSync(at('types.h'), types);
		assert.equal(compile(uses(body)).refusal, undefined);
		const run = spawnSync('gcc', [...flags, '-fsyntax-only', 't_x.c'],
			{ cwd: dir, encoding: 'utf8' });
		assert.notEqual(run.status, 0);
		assert.match(run.stderr, words);
	});

test('what is compiled is clean, and prints', () => {
	writeFileSync(at('types.h'), types);
	compile(uses(`
<ul class="a{{ if rows.n > 1 }} many{{ end }}">
	{{ each v in rows }}
	<li{{ if v.open }} hidden{{ end }} title="{{ v.ref }}">{{ v.ref }} {{ v.due }}</li>
	{{ else }}
	<li>none</li>
	{{ end }}
</ul>
<form method="post" action="{{ u }}"><button>Send</button></form>
`));
	writeFileSync(at('main.c'), `
#include "t_x.h"
#include "core/base/arena.h"
#include <stdio.h>
int main(void)
{
	struct arena *a = arena_new(1 << 20);
	struct out o;
	struct row v[] = { { S("<1>"), true, RED, { 0 } }, { S("\\"2\\""), false, RED, { 1 } } };
	struct rows rows = { v, 2 }, none = { v, 0 };
	out_init(&o, a, 1 << 16);
	struct page pg = { &o, a, NULL, S("t"), S("s"), 0 };
	page_x(&pg, v, &rows, (struct url){ S("/a?b&c") });
	page_x(&pg, v, &none, (struct url){ S("/") });
	fwrite(o.p, 1, o.n, stdout);
	arena_free(a);
}
`);
	const base = ['arena', 'civil', 'out', 'str'].map(f => join(root, `core/base/${f}.c`));
	execFileSync('gcc', [...flags, '-o', 'main', 'main.c', 't_x.c',
		join(root, 'web/html.c'), ...base], { cwd: dir });
	assert.equal(execFileSync(at('main'), { encoding: 'utf8' }), `<ul class="a many">
<li hidden title="&lt;1&gt;">&lt;1&gt; 1 January 1970</li>
<li title="&quot;2&quot;">&quot;2&quot; 2 January 1970</li>
</ul>
<form method="post" action="/a?b&amp;c"><input type="hidden" name="csrf" value="t"><input type="hidden" name="form" value="s-1"><button>Send</button></form>
<ul class="a">
<li>none</li>
</ul>
<form method="post" action="/"><input type="hidden" name="csrf" value="t"><input type="hidden" name="form" value="s-2"><button>Send</button></form>
`);
});
