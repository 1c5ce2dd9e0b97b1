namespace Skylite.Cli;

/// <summary>What the program tells its caller; documented in <c>docs/command-line.md</c>.</summary>
internal static class ExitCode
{
    /// <summary>The job is done.</summary>
    public const int Success = 0;

    /// <summary>The job failed: its input, the disk or an engine said no. The message says what to do.</summary>
    public const int Failure = 1;

    /// <summary>The command line could not be understood.</summary>
    public const int Usage = 2;

    /// <summary>The job ran, and what it was to prove does not hold: a certificate failed.</summary>
    public const int Refuted = 3;

    /// <summary>A defect of Skylite itself.</summary>
    public const int Defect = 70;

    /// <summary>Interrupted by the user; what was finished is kept.</summary>
    public const int Interrupted = 130;
}
