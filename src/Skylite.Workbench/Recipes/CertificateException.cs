namespace Skylite.Workbench.Recipes;

/// <summary>A proof does not hold: what was computed is not what was promised, and nothing was written.</summary>
/// <param name="message">What differs by how much.</param>
public sealed class CertificateException(string message) : Exception(message);
