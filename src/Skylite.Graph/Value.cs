namespace Skylite.Graphs;

/// <summary>
/// A named tensor of a graph: a graph input, an initializer (then <see cref="Constant"/> holds its data), or the output of a node.
/// </summary>
public sealed class Value
{
    private readonly List<Use> _uses = [];

    internal Value(string name) => Name = name;

    /// <summary>The name, unique in its graph. Renaming goes through <see cref="Graph.Rename"/>.</summary>
    public string Name { get; internal set; }

    /// <summary>Type of the elements, once known.</summary>
    public ElementType Type { get; set; }

    /// <summary>Axis lengths, once known.</summary>
    public Shape? Shape { get; set; }

    /// <summary>Axis lengths, for callers that come after shape inference.</summary>
    /// <exception cref="InvalidOperationException">They are not known.</exception>
    public Shape KnownShape => Shape ?? throw new InvalidOperationException($"The shape of '{Name}' is not known.");

    /// <summary>The data of an initializer; <see langword="null"/> for any other value. Set through <see cref="Graph.SetInitializer"/>.</summary>
    public Tensor? Constant { get; internal set; }

    /// <summary>The node whose output this is; <see langword="null"/> for graph inputs and initializers.</summary>
    public Node? Producer { get; internal set; }

    /// <summary>Whether the value is fed by the caller of its graph.</summary>
    public bool IsInput { get; internal set; }

    /// <summary>Whether nothing in its graph gives the value, so that the graph around it must.</summary>
    public bool IsCapture => this is { Producer: null, Constant: null, IsInput: false };

    /// <summary>Every place where nodes consume the value; being a graph output is not among them.</summary>
    public IReadOnlyList<Use> Uses => _uses;

    /// <summary>Name, type and shape.</summary>
    public override string ToString() => $"{Name}: {Type}{Shape?.ToString() ?? "[…]"}";

    internal void AddUse(Use use) => _uses.Add(use);

    internal void RemoveUse(Use use) => _uses.Remove(use);
}
