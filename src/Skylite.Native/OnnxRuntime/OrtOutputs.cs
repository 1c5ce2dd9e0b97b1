using System.Collections;

namespace Skylite.Native.OnnxRuntime;

/// <summary>The outputs of one run, by place and by name. Dispose it: that frees them all.</summary>
public sealed class OrtOutputs : IReadOnlyList<OrtValue>, IDisposable
{
    private readonly OrtValue[] _values;

    internal OrtOutputs(IReadOnlyList<string> names, OrtValue[] values)
    {
        Names = names;
        _values = values;
    }

    /// <summary>The names of the outputs, in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public OrtValue this[int index] => _values[index];

    /// <summary>An output by its name.</summary>
    /// <param name="name">A name in <see cref="Names"/>.</param>
    /// <exception cref="KeyNotFoundException">The run did not fetch it.</exception>
    public OrtValue this[string name]
    {
        get
        {
            for (var i = 0; i < _values.Length; i++)
            {
                if (Names[i] == name)
                {
                    return _values[i];
                }
            }

            throw new KeyNotFoundException($"The run has no output '{name}'; it has {string.Join(", ", Names)}.");
        }
    }

    /// <inheritdoc/>
    public IEnumerator<OrtValue> GetEnumerator() => ((IEnumerable<OrtValue>)_values).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var value in _values)
        {
            value.Dispose();
        }
    }
}
