using Skylite.Native.Torch;

namespace Skylite.Training.Kernels;

/// <summary>ONNX NonMaxSuppression: keeps the best boxes of each class that do not overlap better ones. It has no gradient.</summary>
public sealed class NonMaxSuppressionKernel : IKernel
{
    /// <inheritdoc/>
    public string OpType => "NonMaxSuppression";

    /// <inheritdoc/>
    public KernelBody Prepare(NodeContext node)
    {
        var centred = node.Attributes.Int("center_point_box", 0) != 0;
        return frame =>
        {
            TorchTensor boxes = frame.Input(0), scores = frame.Input(1);
            var most = frame.Given(2) ? frame.Integers(2)[0] : 0;
            var overlap = frame.Given(3) ? (float)frame.Input(3).Item() : 0f;
            var threshold = frame.Given(4) ? (float)frame.Input(4).Item() : float.NegativeInfinity;
            var (count, classes) = ((int)boxes.Shape[1], (int)scores.Shape[1]);
            var (corners, values) = (boxes.ToArray<float>(), scores.ToArray<float>());
            var kept = new List<long>();
            for (var set = 0; set < boxes.Shape[0] * classes; set++)
            {
                var image = set / classes;
                var own = Enumerable.Range(0, count).Select(i => Corners(corners.AsSpan(((image * count) + i) * 4, 4), centred)).ToArray();
                foreach (var box in Keep(own, values.AsMemory(set * count, count), most, overlap, threshold))
                {
                    kept.AddRange([image, set % classes, box]);
                }
            }

            frame.SetOutput(0, TorchTensor.From<long>([.. kept], kept.Count / 3, 3));
        };
    }

    private static List<int> Keep((float Y1, float X1, float Y2, float X2)[] boxes, ReadOnlyMemory<float> scores, long most, float overlap, float threshold)
    {
        var kept = new List<int>();
        var order = Enumerable.Range(0, boxes.Length).Where(i => scores.Span[i] > threshold).OrderByDescending(i => scores.Span[i]);
        foreach (var candidate in order)
        {
            if (kept.Count >= most)
            {
                break;
            }

            if (kept.TrueForAll(k => Overlap(boxes[k], boxes[candidate]) <= overlap))
            {
                kept.Add(candidate);
            }
        }

        return kept;
    }

    private static (float Y1, float X1, float Y2, float X2) Corners(ReadOnlySpan<float> box, bool centred) => centred
        ? (box[1] - (box[3] / 2), box[0] - (box[2] / 2), box[1] + (box[3] / 2), box[0] + (box[2] / 2))
        : (Math.Min(box[0], box[2]), Math.Min(box[1], box[3]), Math.Max(box[0], box[2]), Math.Max(box[1], box[3]));

    private static float Overlap((float Y1, float X1, float Y2, float X2) a, (float Y1, float X1, float Y2, float X2) b)
    {
        var height = Math.Min(a.Y2, b.Y2) - Math.Max(a.Y1, b.Y1);
        var width = Math.Min(a.X2, b.X2) - Math.Max(a.X1, b.X1);
        if (height <= 0 || width <= 0)
        {
            return 0;
        }

        var shared = height * width;
        var union = ((a.Y2 - a.Y1) * (a.X2 - a.X1)) + ((b.Y2 - b.Y1) * (b.X2 - b.X1)) - shared;
        return union > 0 ? shared / union : 0;
    }
}
