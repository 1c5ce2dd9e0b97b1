using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Skylite.Graphs;

/// <summary>The attributes of one <see cref="Node"/> by name, in order of insertion, with typed reading.</summary>
public sealed class AttributeMap : IEnumerable<KeyValuePair<string, GraphAttribute>>
{
    private readonly OrderedDictionary<string, GraphAttribute> _entries = [];

    /// <summary>Number of attributes.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether an attribute of this name is set.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>Finds an attribute of any kind.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out GraphAttribute? attribute) => _entries.TryGetValue(name, out attribute);

    /// <summary>Sets an attribute, replacing one of the same name.</summary>
    public void Set(string name, GraphAttribute attribute) => _entries[name] = attribute;

    /// <summary>Sets an integer.</summary>
    public void Set(string name, long value) => Set(name, new GraphAttribute.Int(value));

    /// <summary>Sets a float.</summary>
    public void Set(string name, float value) => Set(name, new GraphAttribute.Float(value));

    /// <summary>Sets a text.</summary>
    public void Set(string name, string value) => Set(name, new GraphAttribute.Text(value));

    /// <summary>Sets a list of integers.</summary>
    public void Set(string name, IReadOnlyList<long> values) => Set(name, new GraphAttribute.Ints(values));

    /// <summary>Removes an attribute if it is there.</summary>
    public bool Remove(string name) => _entries.Remove(name);

    /// <summary>An integer, or the default when it is not set.</summary>
    /// <exception cref="InvalidDataException">The attribute is of another kind.</exception>
    public long Int(string name, long otherwise) => Find<GraphAttribute.Int>(name)?.Value ?? otherwise;

    /// <summary>A float, or the default when it is not set.</summary>
    /// <exception cref="InvalidDataException">The attribute is of another kind.</exception>
    public float Float(string name, float otherwise) => Find<GraphAttribute.Float>(name)?.Value ?? otherwise;

    /// <summary>A text, or the default when it is not set.</summary>
    /// <exception cref="InvalidDataException">The attribute is of another kind.</exception>
    public string Text(string name, string otherwise) => Find<GraphAttribute.Text>(name)?.Value ?? otherwise;

    /// <summary>A list of integers, or <see langword="null"/> when it is not set.</summary>
    /// <exception cref="InvalidDataException">The attribute is of another kind.</exception>
    public IReadOnlyList<long>? Ints(string name) => Find<GraphAttribute.Ints>(name)?.Values;

    /// <summary>A list of floats, or <see langword="null"/> when it is not set.</summary>
    /// <exception cref="InvalidDataException">The attribute is of another kind.</exception>
    public IReadOnlyList<float>? Floats(string name) => Find<GraphAttribute.Floats>(name)?.Values;

    /// <summary>A constant tensor, or <see langword="null"/> when it is not set.</summary>
    /// <exception cref="InvalidDataException">The attribute is of another kind.</exception>
    public Tensor? Tensor(string name) => Find<GraphAttribute.Constant>(name)?.Value;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, GraphAttribute>> GetEnumerator() => _entries.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private T? Find<T>(string name)
        where T : GraphAttribute =>
        !_entries.TryGetValue(name, out var attribute) ? null
            : attribute as T ?? throw new InvalidDataException(
                $"Attribute '{name}' is of kind {attribute.GetType().Name}, where {typeof(T).Name} is expected.");
}
