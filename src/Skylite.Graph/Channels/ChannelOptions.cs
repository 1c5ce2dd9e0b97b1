namespace Skylite.Graphs.Channels;

/// <summary>What may be removed, where more than one answer is right.</summary>
public sealed record ChannelOptions
{
    /// <summary>The defaults.</summary>
    public static ChannelOptions Default { get; } = new();

    /// <summary>
    /// Attention loses whole heads when set; otherwise every head stays and all lose the same positions.
    /// </summary>
    public bool WholeHeads { get; init; }

    /// <summary>
    /// Also frees channels whose removal changes the function a little, because a layer, group or instance normalisation computes its mean over them,
    /// in one node or written out in several. Silenced and removed then differ.
    /// </summary>
    public bool Approximate { get; init; }

    /// <summary>Graph inputs whose bands may be removed: name of the input → axis of the bands.</summary>
    public IReadOnlyDictionary<string, int> FreeInputs { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Whether all of <see cref="FreeInputs"/> with as many bands lose the same ones, as two dates of one sensor must.</summary>
    public bool SameBands { get; init; }

    /// <summary>
    /// Nodes whose output channels must all stay: names, or patterns in which * stands for any characters and ? for one, such as <c>/layer4/*</c>.
    /// </summary>
    public IReadOnlySet<string> Keep { get; init; } = new HashSet<string>(StringComparer.Ordinal);
}
