using Skylite.Graphs;

namespace Skylite.Training.FineTuning;

/// <summary>
/// Turns patterns of names into the weights they stand for. A pattern may name initializers (<c>layer1.0.conv1.weight</c>) or nodes; a node's name also counts
/// as the dotted path of the module that was exported, so that <c>layer1.*</c> means the node <c>/layer1/layer1.0/conv1/Conv</c> too.
/// A node stands for all constants that enter it, those behind Identity, Transpose, Cast or DequantizeLinear included.
/// </summary>
public sealed class NamedParts
{
    private readonly Dictionary<string, HashSet<string>> _initializersByName = new(StringComparer.Ordinal);
    private readonly Graph _graph;

    /// <summary>Collects the names of a graph.</summary>
    public NamedParts(Graph graph)
    {
        _graph = graph;
        foreach (var value in graph.Initializers.Where(v => v.Constant!.Type.IsFloating()))
        {
            Add(value.Name, [value.Name]);
        }

        foreach (var node in graph.Nodes)
        {
            string[] constants =
                [.. node.Inputs.OfType<Value>().SelectMany(Initializers).Where(v => v.Constant!.Type.IsFloating()).Select(v => v.Name).Distinct()];
            if (constants.Length > 0 && node.Name.Length > 0)
            {
                Add(node.Name, constants);
                Add(ModulePath(node.Name), constants);
            }
        }
    }

    /// <summary>The initializers that a pattern stands for; none when it fits no name.</summary>
    /// <param name="pattern"><c>*</c> stands for any text.</param>
    public IReadOnlySet<string> Find(string pattern)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, initializers) in _initializersByName)
        {
            if (NamePattern.Matches(pattern, name))
            {
                found.UnionWith(initializers);
            }
        }

        return found;
    }

    /// <summary>
    /// The initializers to freeze: those of the patterns, and the running statistics of every batch normalisation whose scale and shift are among them.
    /// </summary>
    /// <param name="patterns">Patterns; those that fit nothing are passed over.</param>
    public IReadOnlySet<string> Frozen(IEnumerable<string> patterns)
    {
        var found = new HashSet<string>(patterns.SelectMany(Find), StringComparer.Ordinal);
        foreach (var node in _graph.Nodes.Where(n => n.OpType == "BatchNormalization"))
        {
            if (Initializers(node.Input(1)).Concat(Initializers(node.Input(2))).All(v => found.Contains(v.Name)))
            {
                found.Add(node.Input(3).Name);
                found.Add(node.Input(4).Name);
            }
        }

        return found;
    }

    /// <summary>Makes sure that every pattern stands for something.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="option">The option they were given by, for the error.</param>
    /// <exception cref="ArgumentException">One does not; the message names the nearest names.</exception>
    public void Require(IEnumerable<string> patterns, string option)
    {
        foreach (var pattern in patterns.Where(p => Find(p).Count == 0))
        {
            var bare = pattern.Replace("*", string.Empty, StringComparison.Ordinal).Trim('.', '/');
            var nearest = NearestNames.Of(bare, _initializersByName.Keys.Concat(_initializersByName.Keys.SelectMany(Beginnings)).Distinct());
            var advice = nearest.Count > 0
                ? $"Did you mean {string.Join(" or ", nearest)}?"
                : $"Its names are such as {string.Join(", ", _initializersByName.Keys.Take(3))}; 'skylite inspect' lists the nodes.";
            throw new ArgumentException($"{option} '{pattern}' fits no weight and no node of the model. {advice}");
        }
    }

    private static IEnumerable<Value> Initializers(Value value)
    {
        while (value.Constant is null && value.Producer is { OpType: "Identity" or "Transpose" or "Cast" or "DequantizeLinear" } node)
        {
            value = node.Input(0);
        }

        return value.Constant is null ? [] : [value];
    }

    // What a user misspells is a module more often than a whole name.
    private static IEnumerable<string> Beginnings(string name)
    {
        for (var at = name.IndexOf('.', StringComparison.Ordinal); at > 0; at = name.IndexOf('.', at + 1))
        {
            yield return name[..at];
        }
    }

    // PyTorch writes /layer1/layer1.0/conv1/Conv: a segment that the next one repeats is left out.
    private static string ModulePath(string name)
    {
        var segments = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('.', segments.Where((s, i) => i + 1 == segments.Length || !segments[i + 1].StartsWith(s + ".", StringComparison.Ordinal)));
    }

    private void Add(string name, IEnumerable<string> initializers)
    {
        if (!_initializersByName.TryGetValue(name, out var all))
        {
            _initializersByName.Add(name, all = new HashSet<string>(StringComparer.Ordinal));
        }

        all.UnionWith(initializers);
    }
}
