namespace Skylite.Graphs.Passes;

/// <summary>
/// Writes transposed convolutions as convolutions: with stride 1 by turning the kernel, with stride s in both
/// directions of an image as a convolution at the input's size with s² times the channels, followed by DepthToSpace.
/// Engines have faster kernels for convolutions, and integer ones.
/// </summary>
/// <remarks>
/// Shi et al., 2016, "Is the deconvolution layer the same as a convolutional layer?". Output s·q + r is Σ x[q − t]·w[s·t + r + pad] over all t for which the
/// kernel has that place, so each of the s phases r is a convolution; places outside the kernel are zeros, which cost multiplications where the kernel is no
/// multiple of the stride (3 and 2: 16 for 9). Exact but for the order of additions.
/// Left alone: dilated ones, output_shape, automatic padding, computed weights, and sizes that are no multiple of the stride.
/// </remarks>
public sealed class ConvolveTransposed : IPass
{
    /// <inheritdoc/>
    public string Id => "convolve-transposed";

    /// <inheritdoc/>
    public int Apply(Graph graph)
    {
        var bypass = new Bypass(graph);
        var rewritten = 0;
        foreach (var node in graph.Nodes.Where(n => n is { OpType: "ConvTranspose", Domain: "" }).ToArray())
        {
            if (!bypass.IsCaptured(node.Output(0)) && Transposition.TryRead(node) is { } transposition)
            {
                Replace(graph, node, transposition, bypass);
                rewritten++;
            }
        }

        if (rewritten > 0)
        {
            new RemoveDeadNodes().Apply(graph);
            new ShapeInference().Apply(graph);
        }

        return rewritten;
    }

    private static void Replace(Graph graph, Node node, Transposition transposition, Bypass bypass)
    {
        var (y, next) = (node.Output(0), Following(graph, node));
        var inputs = new List<Value?> { node.Input(0), graph.AddInitializer(graph.FreshName($"{node.Name}.weight"), transposition.Weight()) };
        if (node.HasInput(2))
        {
            inputs.Add(transposition.Bias() is { } bias ? graph.AddInitializer(graph.FreshName($"{node.Name}.bias"), bias) : node.Input(2));
        }

        graph.RemoveNode(node);
        var phases = transposition.Stride == 1 ? y : Fresh(graph, $"{y.Name}_phases");
        transposition.Describe(graph.AddNode("Conv", inputs, [phases], node.Name, next));
        if (phases == y)
        {
            return;
        }

        // What acts on each number alone may do so before they are moved, where engines fuse it with the convolution.
        if (y.Uses is [{ Index: 0, Node: { OpType: "Relu" or "Clip", Domain: "" } clip }]
            && !graph.IsOutput(y) && !graph.IsOutput(clip.Output(0)) && !bypass.IsCaptured(clip.Output(0)))
        {
            var clipped = clip.Output(0);
            var uses = clipped.Uses.ToArray();
            clip.SetInput(0, phases);
            graph.RemoveValue(y);
            clipped.Shape = null;
            y = Fresh(graph, $"{clipped.Name}_spread");
            Array.ForEach(uses, u => u.Node.SetInput(u.Index, y));
            (phases, next) = (clipped, Following(graph, clip));
        }

        var spread = graph.AddNode("DepthToSpace", [phases], [y], $"{node.Name}.depth_to_space", next);
        spread.Attributes.Set("blocksize", transposition.Stride);
        spread.Attributes.Set("mode", "CRD");
    }

    private static Value Fresh(Graph graph, string name)
    {
        var value = graph.AddValue(graph.FreshName(name));
        value.Type = ElementType.Float;
        return value;
    }

    private static Node? Following(Graph graph, Node node) => graph.Nodes.SkipWhile(n => n != node).ElementAtOrDefault(1);

    /// <summary>A transposed convolution that can be written so.</summary>
    private sealed record Transposition(Node Node, Tensor Kernel, int Group, int Stride, PhaseAxis[] Axes)
    {
        public static Transposition? TryRead(Node node)
        {
            var attributes = node.Attributes;
            if (node.Input(1).Constant is not { Type: ElementType.Float, Rank: >= 3 } kernel
                || (node.HasInput(2) && node.Input(2).Constant is not { Type: ElementType.Float })
                || attributes.Contains("output_shape") || attributes.Text("auto_pad", "NOTSET") is not ("NOTSET" or "VALID")
                || (attributes.Ints("dilations")?.Any(d => d != 1) ?? false))
            {
                return null;
            }

            var rank = kernel.Rank - 2;
            long Of(string name, int axis, long otherwise) => attributes.Ints(name) is { } given ? given[axis] : otherwise;
            var strides = Enumerable.Range(0, rank).Select(a => (int)Of("strides", a, 1)).Distinct().ToArray();
            if (strides is not [var stride and >= 1] || (stride > 1 && rank != 2))
            {
                return null;
            }

            var pads = attributes.Text("auto_pad", "NOTSET") == "VALID" ? null : attributes.Ints("pads");
            var axes = Enumerable.Range(0, rank)
                .Select(a => PhaseAxis.TryRead(
                    (int)kernel.Dimensions[a + 2], stride, (int)(pads?[a] ?? 0), (int)(pads?[a + rank] ?? 0), (int)Of("output_padding", a, 0)))
                .OfType<PhaseAxis>().ToArray();
            return axes.Length == rank ? new Transposition(node, kernel, (int)attributes.Int("group", 1), stride, axes) : null;
        }

        /// <summary>Output channels × phases, input channels of a group, taps.</summary>
        public Tensor Weight()
        {
            var source = Kernel.Span<float>();
            var (inputs, outputs) = ((int)Kernel.Dimensions[0] / Group, (int)Kernel.Dimensions[1]);
            var (places, taps) = (Axes.Aggregate(1, (n, a) => n * a.Kernel), Axes.Aggregate(1, (n, a) => n * a.Taps));
            var phases = Axes.Aggregate(1, (n, _) => n * Stride);
            var target = new float[Group * outputs * phases * inputs * taps];
            for (var row = 0; row < Group * outputs * phases; row++)
            {
                var (channel, phase) = (row / phases, row % phases);
                for (var tap = 0; tap < taps; tap++)
                {
                    var place = Place(phase, tap);
                    for (var i = 0; place >= 0 && i < inputs; i++)
                    {
                        target[(((row * inputs) + i) * taps) + tap] =
                            source[((((((channel / outputs) * inputs) + i) * outputs) + (channel % outputs)) * places) + place];
                    }
                }
            }

            return Tensor.Create<float>(target, [Group * outputs * phases, inputs, .. Axes.Select(a => (long)a.Taps)]);
        }

        /// <summary>One number for each phase of each channel; null if the bias stays what it is.</summary>
        public Tensor? Bias() => Stride == 1 ? null
            : Tensor.Vector<float>([.. Node.Input(2).Constant!.ToArray<float>().SelectMany(b => Enumerable.Repeat(b, Stride * Stride))]);

        public void Describe(Node convolution)
        {
            var attributes = convolution.Attributes;
            attributes.Set("kernel_shape", [.. Axes.Select(a => (long)a.Taps)]);
            attributes.Set("pads", [.. Axes.Select(a => (long)a.PadBegin), .. Axes.Select(a => (long)a.PadEnd)]);
            attributes.Set("group", Group);
        }

        // Where in the kernel a tap of a phase lies, or -1; the last axis varies fastest in all of them.
        private int Place(int phase, int tap)
        {
            var (place, factor) = (0, 1);
            for (var a = Axes.Length - 1; a >= 0; a--)
            {
                var along = Axes[a].Place(phase % Stride, tap % Axes[a].Taps);
                if (along < 0)
                {
                    return -1;
                }

                place += along * factor;
                (phase, tap, factor) = (phase / Stride, tap / Axes[a].Taps, factor * Axes[a].Kernel);
            }

            return place;
        }
    }

    /// <summary>One direction: taps of the convolution, and what it pads.</summary>
    private sealed record PhaseAxis(int Kernel, int Stride, int Pad, int Taps, int PadBegin, int PadEnd)
    {
        public static PhaseAxis? TryRead(int kernel, int stride, int padBegin, int padEnd, int extra)
        {
            var first = -((stride - 1 + padBegin) / stride);
            var last = kernel - 1 - padBegin;
            var grown = extra + kernel - stride - padBegin - padEnd;
            if (last < 0 || grown % stride != 0)
            {
                return null;
            }

            last /= stride;
            var end = (grown / stride) - first;
            return end >= 0 ? new PhaseAxis(kernel, stride, padBegin, last - first + 1, last, end) : null;
        }

        public int Place(int phase, int tap)
        {
            var place = (Stride * (PadBegin - tap)) + phase + Pad;
            return place >= 0 && place < Kernel ? place : -1;
        }
    }
}
