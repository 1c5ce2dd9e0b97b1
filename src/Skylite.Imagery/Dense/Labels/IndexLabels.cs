namespace Skylite.Imagery.Dense.Labels;

/// <summary>Masks of one band whose values stand for classes.</summary>
public sealed class IndexLabels : ILabelEncoding
{
    private readonly byte[] _table = new byte[256];
    private readonly bool[] _known = new bool[256];

    /// <summary>Makes the encoding of classes that know their number in masks.</summary>
    /// <param name="classes">The classes in the order of their indices, each with its <see cref="DenseClass.Value"/>.</param>
    /// <param name="ignored">Values that mean no class.</param>
    public IndexLabels(IReadOnlyList<DenseClass> classes, params IReadOnlyList<int> ignored)
        : this(classes, [.. classes.Select(c => c.Value ?? throw new ArgumentException($"The class '{c.Name}' has no number."))], ignored)
    {
    }

    /// <summary>Makes the encoding of classes that a map numbers from 0, whatever masks do: nothing and something.</summary>
    /// <param name="classes">The classes in the order of their indices.</param>
    /// <param name="values">Value of each class in the mask.</param>
    /// <param name="ignored">Values that mean no class.</param>
    public IndexLabels(IReadOnlyList<DenseClass> classes, IReadOnlyList<int> values, params IReadOnlyList<int> ignored)
    {
        Classes = classes;
        Array.Fill(_table, LabelValue.Ignore);
        foreach (var (index, value) in values.Index())
        {
            (_table[value], _known[value]) = ((byte)index, true);
        }

        foreach (var value in ignored)
        {
            _known[value] = true;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<DenseClass> Classes { get; }

    /// <summary>Whether the classes were told from the values of some masks: then another value is a class that these did not show, not noise.</summary>
    public bool AreTold { get; init; }

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<byte> mask, int bands, Span<byte> labels)
    {
        var unknown = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var value = mask[i * bands];
            labels[i] = _table[value];
            unknown += _known[value] ? 0 : 1;
        }

        return unknown;
    }
}
