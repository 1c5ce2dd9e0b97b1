namespace Skylite.Workbench.Jobs;

/// <summary>How <see cref="DemoJob"/> is run.</summary>
public sealed record DemoOptions
{
    /// <summary>Folder of imagery, runs and report.</summary>
    public required string Out { get; init; }

    /// <summary>Synthetic images of each class.</summary>
    public int ImagesPerClass { get; init; } = 160;

    /// <summary>Rows and columns of the images.</summary>
    public int Size { get; init; } = 64;

    /// <summary>Epochs of the teacher and of the student.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Seed of everything.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads that compute; <see langword="null"/> for one per core.</summary>
    public int? Threads { get; init; }

    /// <summary>The command as the user gave it, for the record.</summary>
    public string Command { get; init; } = string.Empty;
}
