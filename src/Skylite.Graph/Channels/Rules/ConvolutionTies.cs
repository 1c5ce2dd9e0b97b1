namespace Skylite.Graphs.Channels.Rules;

/// <summary>
/// Ties of convolutions. Without groups, input channels go with the weights that read them and output channels with the weights that make them.
/// With groups, whole groups live or die together when there are at least as many groups as channels in one;
/// otherwise all groups stay and lose the same positions.
/// </summary>
internal static class ConvolutionTies
{
    private const string Slides = "slides over this axis";

    /// <summary>Conv: data [N, C, …], weights [M, C/group, …], optional bias [M].</summary>
    public static void Tie(ChannelTies ties) => Tie(ties, transposed: false);

    /// <summary>ConvTranspose: data [N, C, …], weights [C, M/group, …], optional bias [M].</summary>
    public static void TieTransposed(ChannelTies ties) => Tie(ties, transposed: true);

    /// <summary>
    /// DeformConv: data, weights, offsets, optional bias, optional mask. Groups and groups of offsets pin what is read, since neither may change its width;
    /// of grouped outputs all groups lose the same positions.
    /// </summary>
    public static void TieDeformable(ChannelTies ties)
    {
        if (ties.ShapeOf(0) is null || ties.ShapeOf(1) is null || ties.State.Length(ties.Node.Input(1), 0) < 0)
        {
            ties.PinAll("has inputs of unknown shape");
            return;
        }

        ties.Pin(2, "reads it as offsets");
        ties.Pin(4, "reads it as a mask");
        ties.Fix(0, a => a != 1, Slides);
        ties.Fix(1, a => a > 1, Slides);
        var (groups, made) = ((int)ties.Node.Attributes.Int("group", 1), ties.Points(1, 0, AxisRole.Weight));
        if (groups == 1 && ties.Node.Attributes.Int("offset_group", 1) == 1)
        {
            TieReaders(ties, ties.Points(0, 1), ties.Points(1, 1, AxisRole.Input));
        }
        else
        {
            ties.PinPoints(ties.Points(0, 1), "reads these channels in groups");
            ties.PinPoints(ties.Points(1, 1, AxisRole.Input), "reads these channels in groups");
        }

        TiePositions(ties, made, groups, made is null ? 1 : made.Length / groups);
        var bias = ties.Points(3, 0, AxisRole.Bias);
        if (ties.Node.HasInput(3))
        {
            ties.Tie(made, bias);
        }

        ties.SetOutput(0, 1, made, silent: bias is not null || !ties.Node.HasInput(3));
    }

    private static void Tie(ChannelTies ties, bool transposed)
    {
        if (ties.ShapeOf(0) is null || ties.ShapeOf(1) is null || ties.State.Length(ties.Node.Input(1), 0) < 0)
        {
            ties.PinAll("has inputs of unknown shape");
            return;
        }

        var groups = (int)ties.Node.Attributes.Int("group", 1);
        var (first, second) = (ties.State.Length(ties.Node.Input(1), 0), ties.State.Length(ties.Node.Input(1), 1));
        ties.Fix(0, a => a != 1, Slides);
        ties.Fix(1, a => a > 1, Slides);
        var input = ties.Points(0, 1);
        var output = transposed
            ? Transposed(ties, input, groups, first / groups, second)
            : Direct(ties, input, groups, second, first / groups);
        var bias = ties.Points(2, 0, AxisRole.Bias);
        if (ties.Node.HasInput(2))
        {
            ties.Tie(output, bias);
        }

        ties.SetOutput(0, 1, output, silent: bias is not null || !ties.Node.HasInput(2));
    }

    private static int[]? Direct(ChannelTies ties, int[]? input, int groups, int inputsPerGroup, int outputsPerGroup)
    {
        var made = ties.Points(1, 0, AxisRole.Weight);
        if (groups == 1)
        {
            TieReaders(ties, input, ties.Points(1, 1, AxisRole.Input));
            return made;
        }

        if (groups >= inputsPerGroup)
        {
            ties.PinPoints(ties.Points(1, 1), "keeps the width of its groups");
            TieBlocks(ties, input, inputsPerGroup, made, outputsPerGroup, groups);
            return made;
        }

        TieReaders(ties, input, Repeat(ties.Points(1, 1, AxisRole.Input), groups));
        TiePositions(ties, made, groups, outputsPerGroup);
        return made;
    }

    private static int[]? Transposed(ChannelTies ties, int[]? input, int groups, int inputsPerGroup, int outputsPerGroup)
    {
        if (groups == 1 || groups < inputsPerGroup)
        {
            TieReaders(ties, input, ties.Points(1, 0, AxisRole.Input));
            TiePositions(ties, input, groups, inputsPerGroup);
            return Repeat(ties.Points(1, 1, AxisRole.Weight), groups);
        }

        ties.PinPoints(ties.Points(1, 1), "keeps the width of its groups");
        var reading = ties.Points(1, 0, AxisRole.Weight);
        ties.Tie(input, reading);
        if (reading is null)
        {
            return null;
        }

        var made = new int[groups * outputsPerGroup];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = reading[i / outputsPerGroup * inputsPerGroup];
        }

        TieBlocks(ties, reading, inputsPerGroup, made, outputsPerGroup, groups);
        return made;
    }

    // An input of one channel has no points and cannot be removed: the weights that read it are pinned with it.
    private static void TieReaders(ChannelTies ties, int[]? input, int[]? readers)
    {
        if (input is null && readers is not null)
        {
            ties.PinPoints(readers, "reads channels that are fixed");
        }
        else
        {
            ties.Tie(input, readers);
        }
    }

    private static void TieBlocks(ChannelTies ties, int[]? input, int inputsPerGroup, int[]? output, int outputsPerGroup, int groups)
    {
        if (input is null || output is null)
        {
            ties.Tie(input, null);
            ties.Tie(output, null);
            return;
        }

        for (var g = 0; g < groups; g++)
        {
            ties.TieTogether([
                .. input.AsSpan(g * inputsPerGroup, inputsPerGroup),
                .. output.AsSpan(g * outputsPerGroup, outputsPerGroup)]);
        }
    }

    private static void TiePositions(ChannelTies ties, int[]? points, int groups, int perGroup)
    {
        for (var i = perGroup; points is not null && i < groups * perGroup; i++)
        {
            ties.TieTogether(points[i % perGroup], points[i]);
        }
    }

    private static int[]? Repeat(int[]? points, int times) =>
        points is null ? null : [.. Enumerable.Repeat(points, times).SelectMany(p => p)];
}
