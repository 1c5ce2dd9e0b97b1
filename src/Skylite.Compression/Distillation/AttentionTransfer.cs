using Skylite.Graphs;
using Skylite.Native.Torch;

namespace Skylite.Compression.Distillation;

/// <summary>
/// Attention transfer (Zagoruyko and Komodakis, 2017, eq. 2 with the squared-channel maps of sec. 3.1): where a network looks is the sum of its squared
/// channels, brought to length 1; the loss is the sum over pairs of values of ½ β ‖student − teacher‖², the mean over samples. The norm is squared, as in the
/// authors' experiments, so that its gradient exists where both agree. All positions count, labelled or not.
/// </summary>
public sealed record AttentionTransfer : IDistillation
{
    /// <inheritdoc/>
    public string Id => "attention-transfer";

    /// <inheritdoc/>
    public string Summary => "where the teacher looks: its squared channels, at each scale";

    /// <summary>β: how much attention weighs, above 0. At 2 the loss of a pair lies between 0 and 2.</summary>
    public double Weight { get; init; } = 2;

    /// <summary>The values to compare; empty takes the last value of each size of image that both networks compute.</summary>
    public IReadOnlyList<ValuePair> Values { get; init; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<ValuePair> Pairs(Graph teacher, Graph student) => Values.Count > 0
        ? Checked(teacher, student)
        : ValuePairing.AtEachScale(teacher, student);

    /// <inheritdoc/>
    public TorchTensor Compute(IReadOnlyList<TensorPair> pairs, DistillationFrame settings) =>
        pairs.Select(Distance).Aggregate((sum, distance) => Aten.Add(sum, distance));

    private TorchTensor Distance(TensorPair pair)
    {
        var (teacher, student) = (Attention(pair.Teacher), Attention(pair.Student));
        return teacher.Shape.AsSpan().SequenceEqual(student.Shape)
            ? Aten.Mul(Aten.Sum(Aten.Square(Aten.Sub(student, teacher))), Weight / (2 * student.Shape[0]))
            : throw new InvalidDataException(
                $"Attention of [{string.Join(", ", pair.Teacher.Shape)}] in the teacher and [{string.Join(", ", pair.Student.Shape)}] "
                + "in the student cannot be compared: the images differ in size. Name other values.");
    }

    // N × positions, each row of length 1.
    private static TorchTensor Attention(TorchTensor value)
    {
        if (value.Rank < 3)
        {
            throw new InvalidDataException(
                $"Attention is taken of images of channels; a value of the shape [{string.Join(", ", value.Shape)}] is none. Name other values.");
        }

        var energy = Aten.Reshape(Aten.Sum(Aten.Square(value), [1]), value.Shape[0], -1);
        var length = Aten.Sqrt(Aten.Add(Aten.Sum(Aten.Square(energy), [1], keep: true), 1e-12));
        return Aten.Div(energy, length);
    }

    private IReadOnlyList<ValuePair> Checked(Graph teacher, Graph student)
    {
        foreach (var pair in Values)
        {
            Require(teacher, pair.Teacher, "teacher");
            Require(student, pair.Student, "student");
        }

        return Values;
    }

    private static void Require(Graph graph, string name, string who)
    {
        if (!graph.TryGetValue(name, out _))
        {
            throw new ArgumentException($"The {who} has no value of that name. {NearestNames.Describe("value", name, [.. graph.Values.Keys])}");
        }
    }
}
