using Skylite.Graphs;
using Skylite.Graphs.Passes;
using Skylite.Training;

namespace Skylite.Compression.Distillation;

/// <summary>Finds values of two networks that can be held against each other.</summary>
public static class ValuePairing
{
    /// <summary>The last value of each size of image that both networks compute on the way to their logits, from the largest image to the smallest.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="student">The student; its channels may be others.</param>
    /// <exception cref="InvalidDataException">They have no size of image in common.</exception>
    public static IReadOnlyList<ValuePair> AtEachScale(Graph teacher, Graph student)
    {
        var (ofTeacher, ofStudent) = (LastAtEachScale(teacher), LastAtEachScale(student));
        ValuePair[] pairs = [.. ofStudent.Where(s => ofTeacher.ContainsKey(s.Key))
            .OrderByDescending(s => s.Key.Rows * s.Key.Columns)
            .Select(s => new ValuePair(ofTeacher[s.Key], s.Value))];
        return pairs.Length > 0
            ? pairs
            : throw new InvalidDataException(
                $"'{teacher.Name}' and '{student.Name}' compute no images of the same size, so that their attention cannot be compared. Name values of both.");
    }

    // Logits are what soft targets compare, and a single position has nowhere else to look.
    private static Dictionary<(long Rows, long Columns), string> LastAtEachScale(Graph graph)
    {
        var known = graph.Clone();
        ShapeInference.Run(known);
        var logits = Classifier.LogitsOf(known);
        var needed = Needed(logits);
        var answers = Answers(logits);
        var last = new Dictionary<(long Rows, long Columns), string>();
        foreach (var node in known.Nodes.Where(needed.Contains))
        {
            foreach (var value in node.Outputs.OfType<Value>()
                .Where(v => !answers.Contains(v) && v.Shape is { Rank: 4 } shape && shape[1].IsKnown && shape[2].IsKnown && shape[3].IsKnown))
            {
                var shape = value.Shape!;
                if (shape[2].Length * shape[3].Length > 1 && !IsLogits(shape, logits.Shape))
                {
                    last[(shape[2].Length, shape[3].Length)] = value.Name;
                }
            }
        }

        return last;
    }

    // Logits before they are brought to the size of the image.
    private static bool IsLogits(Shape shape, Shape? logits) => logits is { Rank: 4 } && shape[1] == logits[1];

    // What the last layer computes, and what moves it to where it belongs.
    private static HashSet<Value> Answers(Value logits)
    {
        var answers = new HashSet<Value> { logits };
        for (var value = logits;
            value.Producer is { OpType: "DepthToSpace" or "Resize" or "Slice" or "Identity" or "Reshape" or "Transpose" } node;
            value = node.Input(0))
        {
            answers.Add(node.Input(0));
        }

        return answers;
    }

    private static HashSet<Node> Needed(Value value)
    {
        var needed = new HashSet<Node>();
        var open = new Stack<Value>([value]);
        while (open.TryPop(out var next))
        {
            if (next.Producer is { } node && needed.Add(node))
            {
                foreach (var input in node.Inputs.OfType<Value>())
                {
                    open.Push(input);
                }
            }
        }

        return needed;
    }
}
