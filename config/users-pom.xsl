<?xml version="1.0" encoding="UTF-8"?>
<!-- Leaves of a pom's dependencies those that a package of the library is for. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:m="http://maven.apache.org/POM/4.0.0">
  <xsl:template match="@* | node()">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="m:dependency[not(m:groupId = 'io.netty' or m:groupId = 'io.micrometer'
      or m:groupId = 'org.apache.arrow')]"/>
</xsl:stylesheet>
