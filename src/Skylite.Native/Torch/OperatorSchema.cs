using System.Globalization;

namespace Skylite.Native.Torch;

/// <summary>
/// An operator's schema, read from libtorch's text, for example <c>aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor</c>.
/// </summary>
/// <param name="Text">The text.</param>
/// <param name="Arguments">The arguments in order.</param>
/// <param name="Results">Number of results; a list counts as one.</param>
internal sealed record OperatorSchema(string Text, IReadOnlyList<SchemaArgument> Arguments, int Results)
{
    public static OperatorSchema Parse(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = Matching(text, open);
        var arguments = new List<SchemaArgument>();
        foreach (var part in Split(text[(open + 1)..close]))
        {
            if (part != "*")
            {
                arguments.Add(ParseArgument(part));
            }
        }

        var results = text[(text.IndexOf("->", close, StringComparison.Ordinal) + 2)..].Trim();
        var count = results.StartsWith('(') ? Split(results[1..Matching(results, 0)]).Count : 1;
        return new OperatorSchema(text, arguments.ToArray(), count);
    }

    private static SchemaArgument ParseArgument(string text)
    {
        var equals = IndexOutside(text, '=');
        var head = equals < 0 ? text : text[..equals];
        var space = head.TrimEnd().LastIndexOf(' ');
        var type = head[..space].Trim();
        var plain = WithoutAlias(type);
        var optional = plain.EndsWith('?');
        if (optional)
        {
            plain = plain[..^1];
        }

        var length = 0;
        var bracket = plain.EndsWith(']') ? plain.LastIndexOf('[') : -1;
        if (bracket >= 0 && bracket < plain.Length - 2)
        {
            length = int.Parse(plain.AsSpan(bracket + 1, plain.Length - bracket - 2), CultureInfo.InvariantCulture);
        }

        var kind = bracket >= 0 ? ListKind(plain[..bracket]) : SingleKind(plain);
        return new SchemaArgument(head[space..].Trim(), type, kind, length, optional, equals >= 0);
    }

    private static ArgumentKind SingleKind(string type) => type switch
    {
        "Tensor" => ArgumentKind.Tensor,
        "int" or "SymInt" or "ScalarType" or "Layout" or "MemoryFormat" => ArgumentKind.Int,
        "float" => ArgumentKind.Float,
        "bool" => ArgumentKind.Bool,
        "Scalar" => ArgumentKind.Scalar,
        "str" => ArgumentKind.String,
        "Device" => ArgumentKind.Device,
        _ => ArgumentKind.Other,
    };

    private static ArgumentKind ListKind(string element) => element switch
    {
        "Tensor" => ArgumentKind.TensorList,
        "Tensor?" => ArgumentKind.OptionalTensorList,
        "int" or "SymInt" => ArgumentKind.IntList,
        "float" => ArgumentKind.FloatList,
        "bool" => ArgumentKind.BoolList,
        "Scalar" => ArgumentKind.ScalarList,
        _ => ArgumentKind.Other,
    };

    // "Tensor(a!)[]" says that the result shares memory with the argument; here only the type counts.
    private static string WithoutAlias(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? type : type.Remove(open, Matching(type, open) - open + 1);
    }

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        while (text.Length > 0)
        {
            var comma = IndexOutside(text, ',');
            parts.Add((comma < 0 ? text : text[..comma]).Trim());
            text = comma < 0 ? "" : text[(comma + 1)..];
        }

        parts.RemoveAll(string.IsNullOrEmpty);
        return parts;
    }

    private static int Matching(string text, int open) => open + 1 + IndexOutside(text[(open + 1)..], ')');

    private static int IndexOutside(string text, char wanted)
    {
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted)
            {
                if (depth == 0 && c == wanted)
                {
                    return i;
                }

                depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            }
        }

        return -1;
    }
}
