using System.Globalization;
using System.Security.Cryptography;
using Skylite.Graphs;

namespace Skylite.Compression.Quantization;

/// <summary>
/// Values that the same computation makes of different inputs of the same form, as a Siamese network makes of its two dates. Where they are rounded alike,
/// pixels that did not change stay equal, and their difference stays 0.
/// </summary>
internal static class TwinValues
{
    // Inputs are kept apart by the bits of one number.
    private const int MostInputs = 64;

    /// <summary>
    /// Finds them by numbering values: two have the same number when operators and constants of the same
    /// contents made them of values with the same numbers, and all inputs of one form share theirs.
    /// </summary>
    /// <param name="graph">A graph in topological order.</param>
    /// <returns>Groups of two values or more, in the order of their first; none where the graph has no two inputs of the same form.</returns>
    internal static IReadOnlyList<IReadOnlyList<Value>> Of(Graph graph)
    {
        var inputs = graph.Inputs.Where(v => v.Constant is null).ToArray();
        if (inputs.Length > MostInputs || inputs.DistinctBy(FormOf).Count() == inputs.Length)
        {
            return [];
        }

        var forms = new Dictionary<string, int>(StringComparer.Ordinal);
        var numbers = new Dictionary<Value, int>();
        var origins = new Dictionary<Value, ulong>();
        for (var i = 0; i < inputs.Length; i++)
        {
            (numbers[inputs[i]], origins[inputs[i]]) = (Number(FormOf(inputs[i])), 1UL << i);
        }

        foreach (var node in graph.Nodes)
        {
            var read = node.Inputs.OfType<Value>().ToArray();
            var origin = read.Aggregate(0UL, (bits, v) => bits | origins.GetValueOrDefault(v));
            var form = node.CapturedNames().Any()
                ? node.Name
                : $"{node.Domain}:{node.OpType}({string.Join(',', node.Inputs.Select(v => v is null ? string.Empty : Digits(NumberOf(v))))})";
            for (var i = 0; i < node.Outputs.Count; i++)
            {
                if (node.Outputs[i] is { } output)
                {
                    (numbers[output], origins[output]) = (Number($"{form}#{Digits(i)}"), origin);
                }
            }
        }

        return
        [
            .. numbers.Keys.Where(v => v.Constant is null)
                .GroupBy(v => numbers[v])
                .Where(g => g.Select(v => origins[v]).Distinct().Skip(1).Any())
                .Select(g => g.ToArray()),
        ];

        int Number(string form) => forms.TryGetValue(form, out var known) ? known : forms[form] = forms.Count;

        int NumberOf(Value value) => numbers.TryGetValue(value, out var known) ? known
            : numbers[value] = Number(value.Constant is { } data ? $"{data} {Convert.ToHexString(SHA256.HashData(data.Bytes.Span))}" : value.Name);
    }

    private static string FormOf(Value input) => $"{input.Type}{input.Shape}";

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
