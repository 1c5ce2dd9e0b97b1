using Skylite.Compression.Pruning;
using Skylite.Graphs.Channels;

namespace Skylite.Workbench.Results;

/// <summary>What <c>skylite prune</c> did, proved and measured.</summary>
public sealed record PruneFigures
{
    /// <summary>The model that was pruned.</summary>
    public required string Model { get; init; }

    /// <summary>The file that was written.</summary>
    public required string Out { get; init; }

    /// <summary>The command as the user gave it.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>What was done, in a few words.</summary>
    public required string Description { get; init; }

    /// <summary>Numbers of channels were rounded to multiples of this.</summary>
    public required int Align { get; init; }

    /// <summary>Share of the channels that was asked for, or that the budget led to.</summary>
    public required double Ratio { get; init; }

    /// <summary>The model before.</summary>
    public required ModelSize Before { get; init; }

    /// <summary>The model after.</summary>
    public required ModelSize After { get; init; }

    /// <summary>The proof; <see langword="null"/> when nothing was removed.</summary>
    public CertificateFigures? Certificate { get; init; }

    /// <summary>What happened to each family of channels.</summary>
    public IReadOnlyList<PrunedFamily> Families { get; init; } = [];

    /// <summary>Bands that are left of inputs that lost some, by their old numbers from 0.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> BandsLeft { get; init; } = new Dictionary<string, IReadOnlyList<int>>();

    /// <summary>Channels that could not be removed, with reasons.</summary>
    public IReadOnlyList<PinnedChannels> Pinned { get; init; } = [];

    /// <summary>When the model came out no faster: the pruning that does, nearest in size, as far as one was found.</summary>
    public PruneAlternative? Alternative { get; init; }

    /// <summary>Seconds for finding groups, scoring and removing.</summary>
    public double PruneSeconds { get; init; }

    /// <summary>Seconds in all.</summary>
    public double Seconds { get; init; }

    /// <summary>Time of the model before ÷ time of the model after.</summary>
    public double SpeedUp => Before.Milliseconds / After.Milliseconds;

    /// <summary>Whether the model came out measurably slower than it was.</summary>
    public bool IsSlower => SpeedUp < 0.98;
}
