namespace Skylite.Workbench.Machines;

/// <summary>What <see cref="Doctor"/> found out about one engine.</summary>
/// <param name="Engine">The engine's name.</param>
/// <param name="Version">Its version; empty when it was not found.</param>
/// <param name="Path">The library that was loaded; empty when it was not found.</param>
/// <param name="Details">Threads, devices, providers.</param>
/// <param name="Problem">Why it does not work, or <see langword="null"/> when the smoke test passed.</param>
public sealed record EngineHealth(string Engine, string Version, string Path, string Details, string? Problem);
